import { permissionsOf, roles, sayingIn } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { places } from './routes.tsx';

describe('the site map', () => {
  test.each(places)(
    '$path has a title in both languages and a permission that somebody has',
    ({ title, permission }) => {
      expect(sayingIn('zh').t(title)).toMatch(/^\p{Script=Han}+$/u);
      expect(sayingIn('en').t(title)).toMatch(/^[A-Z][ -~]+$/);
      expect(['any', ...permissionsOf(roles)]).toContain(permission);
    },
  );

  test('no path is there twice, whatever its parameters are called', () => {
    const paths = places.map(({ path }) => path.replace(/:\w+/g, ':'));
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('no two entries of the menu are called the same, and a link in it needs no parameter', () => {
    const menu = places.filter(({ icon }) => icon !== undefined);
    expect(menu.length).toBeGreaterThan(4);
    expect(new Set(menu.map(({ title }) => title)).size).toBe(menu.length);
    for (const { path } of menu) expect(path).toMatch(/^\/\w*$/);
  });

  test('every page with a parameter lies below one of the menu, which its reader may see', () => {
    for (const { path, permission } of places.filter((place) => place.path.includes('/:'))) {
      const parent = places.find((place) => place.path === path.slice(0, path.indexOf('/:')));
      expect(parent, path).toBeDefined();
      if (!path.endsWith('/edit')) expect(parent?.permission).toBe(permission);
    }
  });
});
