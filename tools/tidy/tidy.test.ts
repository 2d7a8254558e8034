import { describe, expect, test } from 'vitest'
import { RULES, tidy } from './index.ts'
import type { Tree } from './tree.ts'

const HOUSE: Readonly<Record<string, string>> = {
  'package.json': '{"dependencies":{"hono":"4"},"devDependencies":{"vitest":"5"}}',
  'README.md': 'Read [why](docs/decisions/0001-hono.md), then [the web](https://example.org/x.md).',
  'docs/decisions/dependencies.md': '| Package | Why |\n|---|---|\n| `hono` | pages |\n\n- `vitest`: tests\n',
  'docs/decisions/0001-hono.md': '# Hono\n\n## Context\nx\n## Decision\nx\n## Consequences\nx\n',
  'src/kernel/money/index.ts': "export * from './cents.ts'\n",
  'src/kernel/money/cents.ts': "import type { Result } from '#kernel/result'\n// import 'node:fs' is only said here\n",
  'src/kernel/money/cents.test.ts': "import { test } from 'vitest'\nimport { readFileSync } from 'node:fs'\n",
  'src/kernel/ballot/seal.ts': "import { CipherSuite } from '@hpke/core'\n",
  'src/kernel/result/index.ts': 'export class AssertionError extends Error {}\n',
  'src/platform/context/index.ts': "import 'node:fs'\nimport { done } from '#kernel/result'\n",
  'src/platform/context/testing/index.ts': "import { expect } from 'vitest'\n",
  'src/ui/page.tsx': "import { cents } from '#kernel/money'\nexport const Page = () => <p>L'accueil { '' } d'ici</p>\n",
  'src/islands/basket.ts':
    "customElements.define('x-y', class extends HTMLElement {})\nclass Basket extends HTMLElement {}\n",
  'src/modules/books/README.md': '# Books',
  'src/modules/books/model.ts': "import { cents } from '#kernel/money'\n",
  'src/modules/books/index.ts': "export * from './model.ts'\n",
  'src/modules/ballots/README.md': '# Ballots',
  'src/modules/ballots/model.ts': "import { createHash } from 'node:crypto'\nimport { options } from './options.ts'\n",
  'src/modules/ballots/options.ts': "import { cents } from '#kernel/money'\n",
  'src/modules/ballots/schema.sql': 'CREATE TABLE poll ();',
  'src/modules/ballots/store.ts':
    "import { sql } from 'kysely'\nexport const a = sql`SELECT ${{ b: '}' }} 1`\nimport './model.ts'\n",
  'src/modules/ballots/commands.ts': "import * as store from './store.ts'\nimport { record } from '#modules/books'\n",
  'src/modules/ballots/contributes.ts':
    "import type { Context } from '#platform/context'\nimport * as store from './store.ts'\n",
  'src/modules/ballots/pages/index.tsx': "import { Page } from '#ui/page'\nimport * as store from '../store.ts'\n",
  'src/modules/ballots/pages.test.tsx':
    "import { site } from '../../site.tsx'\nimport { at } from '#platform/context/testing'\n",
  'src/modules/ballots/index.ts':
    "export { castBallot } from './commands.ts'\nexport type { P } from './pages/index.tsx'\n",
  'src/site.tsx': "import { pages } from './modules/ballots/pages/index.tsx'\nimport { Page } from '#ui/page'\n",
  'src/modules.ts': "import { contribution } from './modules/ballots/contributes.ts'\n",
  'src/cli/main.ts': "const load = () => import('../modules.ts')\nimport { castBallot } from '#modules/ballots'\n",
}

const K = 'src/kernel/money/cents.ts'
const P = 'src/platform/context/index.ts'
const U = 'src/ui/page.tsx'
const M = 'src/modules/ballots'

type Breach = readonly [what: string, rule: keyof typeof RULES, file: string, text: string | undefined, told: RegExp]

const BREACHES: readonly Breach[] = [
  [
    'the kernel reads the platform',
    'rings',
    K,
    "import { db } from '#platform/context'",
    /cents\.ts:1 .*imports only itself/,
  ],
  ['the kernel uses Node', 'rings', K, "\n\nimport { readFileSync } from 'node:fs'", /cents\.ts:3 imports node:fs/],
  ['the kernel uses a package', 'rings', K, "import { z } from 'zod'", /imports zod: the kernel imports only itself/],
  [
    'the kernel uses a package beside a reviewed one',
    'rings',
    K,
    "import { mnemonicToSeed } from '@scure/bip39'",
    /imports @scure\/bip39: the kernel imports only itself and three reviewed packages/,
  ],
  ['the kernel takes a side door', 'rings', K, "import '../result/index.ts'", /import #kernel\/result/],
  ['the kernel loads later', 'rings', K, "const x = await import('#platform/context')", /imports #platform\/context/],
  ['the kernel hands on', 'rings', K, "export { db } from '#platform/context'", /imports #platform\/context/],
  ['the platform knows a module', 'rings', P, "import { a } from '#modules/ballots'", /knows no module/],
  ['the platform draws', 'rings', P, "import { Page } from '#ui/page'", /knows no module and no page/],
  [
    'a component knows the platform, if only its types',
    'rings',
    U,
    "import type { C } from '#platform/context'",
    /plain values/,
  ],
  [
    'an island uses the platform',
    'rings',
    'src/islands/basket.ts',
    "import '#platform/context'",
    /runs in the browser/,
  ],
  [
    'the program uses what is for tests',
    'rings',
    P,
    "import './testing/index.ts'",
    /only tests use what is written for tests/,
  ],
  ['the program uses the tools of tests', 'rings', P, "import { expect } from 'vitest'", /only tests use the tools/],
  ['the program leans on its tools', 'rings', P, "import '../../../tools/build.ts'", /does not lean on its tools/],
  [
    'a module uses a later one',
    'rings',
    'src/modules/books/model.ts',
    "import '#modules/ballots'",
    /ballots comes after books/,
  ],
  [
    'a module uses the inside of another',
    'rings',
    `${M}/store.ts`,
    "import '../books/model.ts'",
    /import #modules\/books/,
  ],
  [
    'a module enters another by its folder',
    'rings',
    `${M}/commands.ts`,
    "import '#modules/books/model'",
    /offers is its index/,
  ],
  [
    'a module goes through its own door',
    'rings',
    `${M}/commands.ts`,
    "import '#modules/ballots'",
    /its own files by their paths/,
  ],
  [
    'the root enters a module by the side',
    'rings',
    'src/site.tsx',
    "import './modules/ballots/store.ts'",
    /import #modules\/ballots/,
  ],
  ['the command line shows a page', 'rings', 'src/cli/main.ts', "import { Page } from '#ui/page'", /shows no page/],

  ['the model knows the platform', 'layers', `${M}/model.ts`, "import { c } from '#platform/context'", /pure/],
  [
    'the model reads the store',
    'layers',
    `${M}/model.ts`,
    "import { a } from './store.ts'",
    /model does not reach store/,
  ],
  [
    'a file of the model reads the world',
    'layers',
    `${M}/options.ts`,
    "import 'node:fs/promises'",
    /the world is handed in/,
  ],
  ['the store acts', 'layers', `${M}/store.ts`, "import { a } from './commands.ts'", /store does not reach commands/],
  ['an act draws', 'layers', `${M}/commands.ts`, "import { Page } from '#ui/page'", /only pages draw/],
  ['an act writes SQL', 'layers', `${M}/commands.ts`, "db\n  .insertInto('poll')", /commands\.ts:2 holds SQL/],
  ['a page writes SQL', 'layers', `${M}/pages/index.tsx`, 'await sql`SELECT 1`.execute(db)', /holds SQL/],
  [
    'a page imports the SQL builder',
    'layers',
    `${M}/pages/index.tsx`,
    "import { sql } from 'kysely'",
    /SQL lives in store/,
  ],
  ['an act calls the world', 'layers', `${M}/commands.ts`, 'await fetch(url)', /calls fetch: enqueue a job/],
  [
    'an act sends a mail',
    'layers',
    `${M}/commands.ts`,
    "import { createTransport } from 'nodemailer'",
    /the rest is a job/,
  ],
  ['the API draws', 'layers', `${M}/api.ts`, "import { Page } from '#ui/page'", /only pages draw/],
  [
    'the index offers a page',
    'layers',
    `${M}/index.ts`,
    "export { a } from './pages/index.tsx'",
    /index does not reach pages/,
  ],

  ['a module nobody knows', 'shape', 'src/modules/lottery/model.ts', '', /lottery is not in the order of modules/],
  ['a module without a README', 'shape', `${M}/README.md`, undefined, /ballots has no README\.md/],
  ['a store without its schema', 'shape', `${M}/schema.sql`, undefined, /ballots has no schema\.sql/],
  ['a folder without a door', 'shape', `${M}/things/one.ts`, '', /things is a folder without index\.ts/],
  [
    'a page within reach of the command line',
    'pagesStayOnTheSite',
    'src/modules.ts',
    "import './site.tsx'",
    /main\.ts → src\/modules\.ts → src\/site\.tsx/,
  ],
  [
    'files in a circle',
    'cycles',
    K,
    "import { a } from './index.ts'",
    /index\.ts → .*cents\.ts → .*index\.ts: .*in a circle/,
  ],

  ['the kernel looks at the clock', 'words', K, 'const now = new Date()', /time and chance arrive as arguments/],
  ['a module draws lots', 'words', `${M}/model.ts`, 'const luck = Math.random()', /« Math\.random »/],
  ['a store names its own rows', 'words', `${M}/store.ts`, 'const id = randomUUID()', /time and chance/],
  ['the kernel looks at the machine', 'words', K, 'const { HOME } = process.env', /knows no machine/],
  ['money in floating numbers', 'words', P, 'const euros = parseFloat(text)', /amounts are exact/],
  ['a class', 'words', P, 'export class Basket {}', /a function does/],
  ['a class that extends another', 'words', P, 'class Basket extends Bag {}', /a function does/],
  ['an enum', 'words', P, "export enum State { Open = 'open' }", /a union of words/],
  ['a drawer for everything', 'names', 'src/kernel/money/utils.ts', '', /says nothing of its subject/],
  ['a file of 401 lines', 'sizes', P, 'x\n'.repeat(401), /has 401 lines, the most is 400/],

  [
    'a test alone',
    'testsBesideCode',
    'src/platform/context/lost.test.ts',
    "import 'vitest'",
    /tests nothing beside it/,
  ],
  ['a document that leans on its neighbour', 'links', 'README.md', 'See ../shared/design.md', /stands alone/],
  ['a link to nowhere', 'links', 'README.md', '[why](docs/why.md)', /links to docs\/why\.md/],
  [
    'a dependency without a reason',
    'dependencies',
    'package.json',
    '{"dependencies":{"left-pad":"1"}}',
    /no reason for left-pad/,
  ],
  [
    'a reason without its dependency',
    'dependencies',
    'package.json',
    '{"dependencies":{"hono":"4"}}',
    /explains vitest/,
  ],
  ['dependencies nobody explains', 'dependencies', 'docs/decisions/dependencies.md', undefined, /does not exist/],
  [
    'a decision without consequences',
    'decisions',
    'docs/decisions/0001-hono.md',
    '## Context\n## Decision',
    /« Consequences »/,
  ],
  [
    'a decision without a subject',
    'decisions',
    'docs/decisions/2.md',
    '## Context\n## Decision\n## Consequences',
    /is not named as/,
  ],
]

describe('tidy', () => {
  test('finds nothing to say of a house in order', () => {
    expect(tidy(treeOf({}))).toEqual([])
  })

  test.each(BREACHES)('tells %s', (_what, rule, file, text, told) => {
    expect(RULES[rule](treeOf({ [file]: text })).join('\n')).toMatch(told)
  })

  test('has a breach for each of its rules', () => {
    expect(new Set(BREACHES.map(([, rule]) => rule))).toEqual(new Set(Object.keys(RULES)))
  })

  test('does not take the words of comments, strings and pages for code', () => {
    const text = [
      '// import x from "node:fs"; Math.random()',
      "const told = 'import y from \\'node:fs\\' or parseFloat('",
      'const page = `class Basket { ${`Math.random( ${1}`} }`',
      'const pattern = /[/"\'`]parseFloat\\(/g',
      "const home = <p>L'accueil, c'est /ici/ // {told}</p>",
    ].join('\n')
    expect(tidy(treeOf({ [U]: text }))).toEqual([])
  })
})

function treeOf(changes: Readonly<Record<string, string | undefined>>): Tree {
  const files = Object.entries({ ...HOUSE, ...changes })
  return new Map(files.filter((file): file is [string, string] => file[1] !== undefined))
}
