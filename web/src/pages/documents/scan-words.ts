import type { DocumentScan, ScanResult, sayingIn } from '@liuhen/contract';

type Words = Pick<ReturnType<typeof sayingIn>, 't' | 'pick'>;
type Placed = DocumentScan & { documentId: string; page: number };

export interface ToldLine {
  tone: 'good' | 'quiet' | 'bad';
  text: string;
}

const isPlaced = (scan: DocumentScan): scan is Placed => scan.documentId !== null && scan.page !== null;

/** Whether the pages of a document came in another order than they have in it. */
export function isOutOfOrder(scans: readonly DocumentScan[], documentId: string): boolean {
  const pages = [...scans]
    .sort((a, b) => a.filePage - b.filePage)
    .flatMap((scan) => (scan.documentId === documentId && scan.page !== null ? [scan.page] : []));
  return pages.some((page, at) => at > 0 && page < (pages[at - 1] ?? 0));
}

/** Pages of documents for which a file has more than one page, with these pages of the file. */
export function doublesIn(scans: readonly DocumentScan[]): { scan: Placed; from: number[] }[] {
  const byPlace = Map.groupBy(scans.filter(isPlaced), ({ documentId, page }) => `${documentId} ${page}`);
  return [...byPlace.values()].flatMap((all) => {
    const [scan] = all;
    return scan && all.length > 1 ? [{ scan, from: all.map(({ filePage }) => filePage) }] : [];
  });
}

/** What has to be said of a file of scanned pages: of each page where it went or why it waits, then what is missing. */
export function tellScan(
  { scans, documents, missing }: Pick<ScanResult, 'scans' | 'documents' | 'missing'>,
  mine: string | null,
  { t, pick }: Words,
): ToldLine[] {
  const byId = new Map(documents.map((one) => [one.id, one]));
  const nameOf = (id: string): string => {
    const one = byId.get(id);
    if (id === mine || one === undefined) return t('documents.scan.told.mine');
    const { zh, en } = one.title;
    const number = one.number ?? '';
    return pick({ zh: `《${zh}》${number}`, en: `${en} ${number}`.trim() });
  };
  const lines = [...scans]
    .sort((a, b) => a.filePage - b.filePage)
    .flatMap((scan): ToldLine[] => {
      const from = scan.filePage;
      if (!isPlaced(scan)) return [{ tone: 'bad', text: t('documents.scan.told.lost', { from }) }];
      const said = { from, page: scan.page, document: nameOf(scan.documentId) };
      const foreign = mine !== null && scan.documentId !== mine;
      const place: ToldLine = foreign
        ? { tone: 'bad', text: t('documents.scan.told.other', said) }
        : { tone: 'good', text: t('documents.scan.told.page', said) };
      return scan.fits === false
        ? [place, { tone: 'bad', text: t('documents.scan.told.stale', { from }) }]
        : [place];
    });
  for (const { scan, from } of doublesIn(scans)) {
    const said = {
      page: scan.page,
      document: nameOf(scan.documentId),
      from: from.join(t('shell.word.comma')),
    };
    lines.push({ tone: 'bad', text: t('documents.scan.told.twice', said) });
  }
  if ([...byId.keys()].some((id) => isOutOfOrder(scans, id)))
    lines.push({ tone: 'quiet', text: t('documents.scan.told.order') });
  if (mine === null) return lines;
  lines.push(
    missing.length === 0
      ? { tone: 'good', text: t('documents.scan.told.whole') }
      : {
          tone: 'bad',
          text: t('documents.scan.told.missing', { pages: missing.join(t('shell.word.comma')) }),
        },
  );
  return lines;
}
