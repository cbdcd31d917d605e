import { obligationShapes } from '@liuhen/contract';

const figures = '零一二三四五六七八九';

/** 第十七条, 十七 or 17 as a number; null for what is none. */
function numberOf(text: string): number | null {
  const bare = text.replace(/^第/, '').replace(/条$/, '');
  if (/^\d{1,3}$/.test(bare)) return Number(bare);
  const [, hundreds, tens, ones] =
    /^(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九])?$/.exec(bare) ??
    [];
  const figure = (sign: string | undefined) => (sign ? figures.indexOf(sign) : 0);
  const number = figure(hundreds) * 100 + (tens === '' ? 10 : figure(tens) * 10) + figure(ones);
  return number === 0 ? null : number;
}

/** The reference meant by what is typed: `sx17` is SX-17, 第十七条 that article of the organ's own text. Null: none. */
export function readArticle(typed: string, ownPack: string | null): string | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const number = numberOf(text);
  const found =
    number === null
      ? text.replace(/^([a-z]+)-?(\d)/i, (_, id: string, digit: string) => `${id.toUpperCase()}-${digit}`)
      : ownPack && `${ownPack.toUpperCase()}-${number}`;
  return found && obligationShapes.dutyFilter.shape.article.safeParse(found).success ? found : null;
}
