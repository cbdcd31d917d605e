import type { Asked } from './queries-asked.ts';

export interface Plan {
  asked: Asked;
  text: string;
  sql: string;
}

/** The plans as docs/operating/queries.md: of each question the slowest asking, measured anew with all it read. */
export function describePlans(plans: readonly Plan[], rows: number): string {
  const parts = plans.map(
    ({ asked, text }) =>
      `## ${asked.name}\n\nAs ${asked.as}. Costs by: ${asked.bound}.\n\n\`\`\`\n${text}\n\`\`\`\n`,
  );
  const statement = plans[0]?.sql ?? '';
  return `# Queries of the list of recordings

Written by \`npm run bench -- queries\`; do not edit. ${rows.toLocaleString('en-US')} recordings of two organs over three
years, registered one after the other and each within a day of its use, on the embedded PostgreSQL with its settings as shipped, read as the role that row-level security holds. Each
plan is that of the slowest of its askings. A plan that reads the whole of a big table fails the benchmark.

A search takes two statements: the newest 5,000 rows that the other filters leave are looked through, and only when
they do not fill the page the word index is asked. So a word that one row in a hundred has
is found in the order of the list, and a rarer one by few entries of the index, however badly the planner guesses how
often words come together. What stays slow is a word that very many rows have and none of the newest 5,000.

The statement without a filter; each filter adds its condition to it:

\`\`\`sql
${statement}
\`\`\`

${parts.join('\n')}`;
}
