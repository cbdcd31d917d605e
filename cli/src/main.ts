import { sayingIn } from '@liuhen/contract';
import { Command, Option } from 'commander';
import { runCheckpoint } from './checkpoint.ts';
import { readCliConfig } from './config.ts';
import { runDemo } from './demo.ts';
import { type ImportOptions, runImport } from './import-command.ts';
import { type MonitorOptions, runMonitor } from './monitor/command.ts';
import { forms, type PackageOptions, runPackage } from './package/command.ts';
import { runPacksCheck } from './packs.ts';
import { runServerProgram } from './server-process.ts';
import { runStart } from './start.ts';
import { runWitness, type WitnessOptions } from './witness/command.ts';

const config = readCliConfig();
const saying = sayingIn(config.language);
const { t } = saying;
const program = new Command('liuhen').description(t('cli.about.tool'));

const ends = (work: Promise<number>) =>
  work.then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );

program
  .command('start')
  .description(t('cli.about.start'))
  .action(() => ends(runStart(saying)));
program
  .command('demo')
  .description(t('cli.about.demo'))
  .option('--port <port>', t('cli.option.port'), '8080')
  .option('--fresh', t('cli.option.fresh'), false)
  .option('--exit', t('cli.option.exit'), false)
  .action(({ port, fresh, exit }: { port: string; fresh: boolean; exit: boolean }) =>
    ends(runDemo({ port, fresh, exit }, config, saying)),
  );
program
  .command('import')
  .description(t('cli.about.import'))
  .argument('<folder>')
  .option('--server <url>', t('cli.option.server'), config.server)
  .option('--user <name>', t('cli.option.user'))
  .option('--dry-run', t('cli.option.dryRun'), false)
  .option('--receipts <file>', t('cli.option.receipts'))
  .action((folder: string, options: ImportOptions) => ends(runImport(folder, options, config, saying)));
program
  .command('package')
  .description(t('cli.about.package'))
  .argument('[package]', t('cli.option.package'))
  .option('--to <path>', t('cli.option.to'), '.')
  .addOption(new Option('--as <form>', t('cli.option.as')).choices([...forms]).default('folder'))
  .option('--server <url>', t('cli.option.server'), config.server)
  .option('--user <name>', t('cli.option.user'))
  .action((named: string | undefined, options: PackageOptions) =>
    ends(runPackage(named, options, config, saying)),
  );
program
  .command('doctor')
  .description(t('cli.about.doctor'))
  .option('--checkpoint <file>', t('cli.option.checkpoint'), (file, all: string[]) => [...all, file], [])
  .option('--all', t('cli.option.all'), false)
  .action(({ checkpoint, all }: { checkpoint: string[]; all: boolean }) => {
    const given = checkpoint.flatMap((file) => ['--checkpoint', file]);
    ends(runServerProgram(['doctor', ...given, ...(all ? ['--all'] : [])], {}));
  });
program
  .command('rotate-key')
  .description(t('cli.about.rotateKey'))
  .requiredOption('--reason <text>', t('cli.option.reason'))
  .option('--algorithm <name>', t('cli.option.algorithm'))
  .option('--revoke', t('cli.option.revoke'), false)
  .action(({ reason, algorithm, revoke }: { reason: string; algorithm?: string; revoke: boolean }) => {
    const given = algorithm === undefined ? [] : ['--algorithm', algorithm];
    ends(runServerProgram(['rotate-key', '--reason', reason, ...given, ...(revoke ? ['--revoke'] : [])], {}));
  });
program
  .command('reindex')
  .description(t('cli.about.reindex'))
  .action(() => ends(runServerProgram(['reindex'], {})));
program
  .command('packs')
  .description(t('cli.about.packs'))
  .command('check')
  .argument('[folder]', t('cli.option.packs'))
  .action((folder: string | undefined) => ends(runPacksCheck(folder, saying)));
program
  .command('checkpoint')
  .description(t('cli.about.checkpoint'))
  .argument('<url>')
  .option('--key <key>', t('cli.option.key'))
  .action((url: string, { key }: { key?: string }) => ends(runCheckpoint(url, key, saying)));
const each = (value: string, all: string[]) => [...all, value];
program
  .command('witness')
  .description(t('watch.about.witness'))
  .option('--home <folder>', t('watch.option.home'), config.witnessHome)
  .option('--name <name>', t('watch.option.name'))
  .option('--log <key>', t('watch.option.log'), each, [])
  .option('--follow <url>', t('watch.option.follow'), each, [])
  .option('--listen <address>', t('watch.option.listen'), '127.0.0.1:8081')
  .option('--every <seconds>', t('watch.option.every'), '10')
  .option('--show', t('watch.option.show'), false)
  .action((options: WitnessOptions) => ends(runWitness(options, saying)));
program
  .command('monitor')
  .description(t('watch.about.monitor'))
  .argument('<url>')
  .requiredOption('--key <key>', t('cli.option.key'))
  .option('--state <file>', t('watch.option.state'))
  .option('--once', t('watch.option.once'), false)
  .option('--every <seconds>', t('watch.option.every'), '10')
  .action((url: string, options: MonitorOptions) =>
    ends(runMonitor(url, options, config.stateFolder, saying)),
  );

await program.parseAsync();
