/** One thing `npm test` checks. */
export type Step = {
  /** What one writes after `npm test --`. */
  readonly name: string
  readonly title: string
  /** File to run with Node 24, then its words. */
  readonly command: readonly string[]
  /** Whether it runs tests, to be counted. */
  readonly counted: boolean
}

/** What reads the sources without running them: light, side by side. */
export const CHECKS: readonly Step[] = [
  check('types', 'Types (tsc)', 'node_modules/typescript/bin/tsc', '--noEmit'),
  check('lint', 'Fautes (oxlint)', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  check('format', 'Forme (Biome)', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  check('tidy', 'Ordre de la maison (tidy)', 'tools/tidy.ts'),
  check('lockfile', 'Fichier de verrouillage complet', 'tools/complete-lock.mjs', '--check'),
]

/** What runs them, from the quickest to the slowest, one after the other. */
export const TESTS: readonly Step[] = [
  tests('unit', 'Tests unitaires et propriétés', 'unit', '--coverage'),
  tests('db', 'Tests sur PostgreSQL', 'database'),
  tests('journeys', 'Parcours dans le navigateur', 'journeys'),
]

/** What cares for no version of PostgreSQL: it starts our own binaries, or holds a browser's forms and files against pages. */
const WHATEVER_THE_SERVER = [
  'src/access/**',
  'src/cli/**',
  'src/modules/decisions/documents/**',
  'src/platform/embedded-postgres/**',
  'src/platform/files/**',
  'src/platform/mail/sending/outage.db.test.ts',
  'src/service.db.test.ts',
]

/** Run when they are named only. */
export const ON_DEMAND: readonly Step[] = [
  tests(
    'db-version',
    'Tests sur PostgreSQL, ce que sa version peut changer',
    'database',
    ...WHATEVER_THE_SERVER.flatMap((files) => ['--exclude', files]),
  ),
]

function check(name: string, title: string, ...command: readonly string[]): Step {
  return { name, title, command, counted: false }
}

function tests(name: string, title: string, project: string, ...words: readonly string[]): Step {
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...words]
  return { name, title, command, counted: true }
}
