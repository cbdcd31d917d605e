/** The house's import rules (docs/house.md, "Who may import whom"). */
const rooms = [
  'base',
  'custody',
  'roster',
  'law',
  'devices',
  'registers',
  'recordings',
  'cases',
  'documents',
  'evidence',
  'obligations',
  'volumes',
  'exports',
  'search',
  'sheets',
  'exchange',
];
const server = (room) => `^server/src/${room}/`;
const onlyFrom = (workspace, allowed) => ({
  name: `${workspace}-imports-only-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^${workspace}/` },
  to: {
    path: '^(proof|rules|contract|server|web|cli|verifier|e2e|bench)/',
    pathNot: `^(${[workspace, ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans-to-nowhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
    onlyFrom('proof', []),
    onlyFrom('rules', []),
    onlyFrom('contract', []),
    onlyFrom('server', ['contract', 'proof', 'rules']),
    onlyFrom('web', ['contract', 'proof']),
    onlyFrom('cli', ['contract', 'proof', 'rules']),
    onlyFrom('verifier', ['proof']),
    onlyFrom('e2e', ['contract', 'proof', 'server']),
    onlyFrom('bench', ['contract', 'proof', 'rules', 'server', 'cli']),
    ...['proof', 'rules', 'contract'].map((room) => ({
      name: `${room}-is-pure`,
      comment: 'What must be believed has no clock, disk, environment or network.',
      severity: 'error',
      from: { path: `^${room}/src/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    })),
    ...rooms.map((room, level) => ({
      name: `server-${room}-looks-only-down`,
      severity: 'error',
      from: { path: server(room), pathNot: '\\.test\\.ts$' },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: `^server/src/(${rooms.slice(0, level + 1).join('|')})/`,
      },
    })),
    ...rooms.slice(1).map((room) => ({
      name: `server-${room}-through-its-front-door`,
      severity: 'error',
      from: { path: '^server/src/', pathNot: `${server(room)}|\\.test\\.ts$` },
      to: { path: server(room), pathNot: `^server/src/${room}/index\\.ts$` },
    })),
    {
      name: 'antd-only-in-web',
      severity: 'error',
      from: { pathNot: '^web/' },
      to: { path: 'node_modules/(antd|@ant-design)/' },
    },
    {
      name: 'sql-only-in-server',
      severity: 'error',
      from: { pathNot: '^(server|bench|e2e)/' },
      to: { path: 'node_modules/(pg|kysely|graphile-worker)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
