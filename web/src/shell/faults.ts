import { ContractError, type ErrorBody, type Language, type Saying } from '@liuhen/contract';

/** What a person is told of a fault: the server's sentence in their language, or that the network failed. */
export function sayFault(error: unknown, saying: Pick<Saying, 't' | 'language' | 'nameOf'>): string {
  if (!(error instanceof ContractError)) return saying.t('shell.fault.network');
  return sayBody(error.body, saying);
}

/** The sentence of an error body; the server names a missing permission by its code, people by its name. */
export function sayBody(
  body: Pick<ErrorBody, 'message' | 'messageEn' | 'detail'>,
  saying: Pick<Saying, 'language' | 'nameOf'>,
): string {
  const sentence = saying.language === 'zh' ? body.message : body.messageEn;
  const reason = body.detail?.reason;
  if (reason === undefined) return sentence;
  return sentence.replace(reason, saying.nameOf('names.permission', reason));
}

/** The same error with its fields under other names, for a form that holds a list in one box: `places` is by the first part of the path. */
export function placeFaults(error: unknown, places: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof ContractError) || error.body.fields === undefined) return error;
  const fields = error.body.fields.map(({ path, ...said }) => ({
    path: places[path.split('.')[0] ?? ''] ?? path,
    ...said,
  }));
  return new ContractError({ ...error.body, fields }, error.status);
}

/** Faults of single fields in a language, as Ant Design's form takes them: the path `a.b` becomes ['a', 'b']. `place` renames paths. */
export function fieldFaults(
  error: unknown,
  language: Language,
  place: (path: string) => string = (path) => path,
): { name: (string | number)[]; errors: string[] }[] {
  if (!(error instanceof ContractError) || error.body.fields === undefined) return [];
  const byPath = new Map<string, string[]>();
  for (const { path, message, messageEn } of error.body.fields) {
    const said = language === 'zh' ? message : messageEn;
    byPath.set(place(path), [...(byPath.get(place(path)) ?? []), said]);
  }
  return [...byPath].map(([path, errors]) => ({
    name: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors,
  }));
}
