import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Locator, Page } from 'playwright-core';

type Axe = typeof axe;

/** WCAG 2.1 up to AA, and what axe holds for good practice. Rules for whole pages rest: the frame is Strapi's. */
const OPTIONS: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
  resultTypes: ['violations'],
};

/** What fades in has other colours for a moment. */
const settle = (region: Locator): Promise<void> =>
  region.evaluate(async (element) => {
    const running = element.getAnimations({ subtree: true }).filter(({ effect }) => {
      return effect?.getComputedTiming().iterations !== Infinity;
    });
    await Promise.allSettled(running.map(({ finished }) => finished));
  });

const textsOf = ({ violations }: AxeResults): string[] =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) =>
      [`${id} (${help}) at ${target.join(' ')}`, html.slice(0, 300), failureSummary].join('\n    '),
    ),
  );

/** What axe finds wrong within a part of the page, one text each. */
export const violationsIn = async (page: Page, region: Locator): Promise<string[]> => {
  await region.waitFor();
  await settle(region);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const results = await region.evaluate(async (element, options) => {
    const { axe: here } = window as unknown as { readonly axe: Axe };
    return here.run(element as HTMLElement, options);
  }, OPTIONS);
  return textsOf(results);
};
