/** A bar chart of times as SVG: one group of bars for each format. Readable on light and dark pages, and without colours. */

const WIDTH = 860;
const LABEL = 300;
const BAR = 18;
const GAP = 6;
const HEAD = 34;

/** Okabe and Ito's blue for ours, grey for the others; the words stand beside. */
const COLOURS = { ours: '#0072b2', limit: '#009e73', other: '#8c8c8c' };

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const colourOf = ({ contender }) => {
  if (contender.startsWith('this plugin')) return COLOURS.ours;
  return /^(psql|sqlite3|mariadb)/.test(contender) ? COLOURS.limit : COLOURS.other;
};

const bar = ({ contender, milliseconds }, longest, y) => {
  const width = Math.max(1, (milliseconds.median / longest) * (WIDTH - LABEL - 80));
  const text = `${(milliseconds.median / 1000).toFixed(2)} s`;
  return [
    `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escaped(contender)}</text>`,
    `<rect x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${colourOf({ contender })}"/>`,
    `<text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 13}">${text}</text>`,
  ].join('\n');
};

/** @param {{ title: string, results: object[] }[]} groups */
export const toChart = (groups) => {
  let y = 10;
  const parts = groups.map(({ title, results }) => {
    const longest = Math.max(...results.map(({ milliseconds }) => milliseconds.median));
    const head = `<text x="${LABEL}" y="${y + 18}" class="head">${escaped(title)}</text>`;
    y += HEAD;
    const bars = results.map((result) => {
      const text = bar(result, longest, y);
      y += BAR + GAP;
      return text;
    });
    y += 10;
    return [head, ...bars].join('\n');
  });
  const style =
    'text{font:12px system-ui,sans-serif;fill:#24292f}.head{font-weight:600;font-size:14px}' +
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="Times of exports">
<style>${style}</style>
${parts.join('\n')}
</svg>
`;
};
