import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canonicalJson, type Json } from '#kernel/canonical-json'

const ROOT = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'filigrane-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ELECTIONS = join(ROOT, 'data/pabulib')
const WIELICZKA = join(ELECTIONS, 'Poland_Wieliczka_2023_Green_Budget.pb')

function filigrane(...words: string[]) {
  return run({}, ...words)
}

function run(
  options: { readonly cwd?: string; readonly input?: string | Uint8Array; readonly bin?: string },
  ...words: string[]
) {
  const { bin = join(ROOT, 'bin/filigrane'), ...rest } = options
  const { status, stdout, stderr } = spawnSync(bin, words, { encoding: 'utf8', maxBuffer: 1e8, ...rest })
  return { status, stdout, stderr }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test.each([
  ['Poland_Wieliczka_2023_Green_Budget.pb', 'wieliczka-2023', 30, '995079'],
  ['Poland_Swiecie_2023.pb', 'swiecie-2023', 17, '1040337'],
  ['Netherlands_Assen_2024.pb', 'assen-2024', 9, '76700'],
])('%s counted by its own rule gives the winners its organiser announced', (name, preset, count, cost) => {
  const path = join(ELECTIONS, name)
  const { status, stdout } = filigrane('tally', path, '--preset', preset, '--json')
  const result = JSON.parse(stdout) as { winners: string[]; cost: string; rule: string; file: string }
  expect([status, result.rule, result.file, result.winners.length, result.cost]).toEqual([
    0,
    'equal-shares',
    path,
    count,
    cost,
  ])
  expect(result.winners).toEqual(officialWinners(path))
})

/** Read here with nothing of ours: the column `selected` of the section PROJECTS. */
function officialWinners(path: string): string[] {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  const header = (lines[lines.indexOf('PROJECTS') + 1] ?? '').split(';')
  const rows = lines.slice(lines.indexOf('PROJECTS') + 2, lines.indexOf('VOTES')).map((line) => line.split(';'))
  const [id, selected] = [header.indexOf('project_id'), header.indexOf('selected')]
  return rows
    .filter((row) => row[selected] === '1')
    .map((row) => row[id] ?? '')
    .sort()
}

test('one line of JSON per file, each with what programs rely on', () => {
  const { stdout } = filigrane('tally', WIELICZKA, join(ELECTIONS, 'Netherlands_Assen_2024.pb'), '--json')
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining(['file', 'rule', 'winners', 'cost', 'budget', 'ties', 'rounds']),
    )
  }
})

test('a published result is counted again by its own rule, and one changed figure is seen', () => {
  const { stdout } = filigrane('tally', WIELICZKA, '--preset', 'wieliczka-2023', '--json')
  const { file: _, oddities: __, parameters, rule: kind, ...report } = JSON.parse(stdout) as Record<string, unknown>
  const text = canonicalJson({ ...report, rule: { ...(parameters as object), kind } } as Json)
  const same = filigrane('tally', WIELICZKA, '--published', file('result.json', text))
  expect([same.status, same.stderr]).toEqual([0, expect.stringContaining('même résultat')])

  const other = filigrane(
    'tally',
    WIELICZKA,
    '--published',
    file('other.json', text.replace('"cost":"995079"', '"cost":"995080"')),
  )
  expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('DIFFÈRE')])
  const points =
    '{"rule":{"kind":"greedy","utility":"points","by":"total","whenTooDear":"skip","threshold":0,"fundsUnsupported":false,"ties":"id"}}'
  const foreign = filigrane('tally', WIELICZKA, '--published', file('foreign.json', points))
  expect([foreign.status, foreign.stderr]).toEqual([1, expect.stringContaining('points')])
  const none = filigrane('tally', WIELICZKA, '--published', file('none.json', '{"rule":"greedy"}'))
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('n’est pas un résultat publié')])
})

test('max-welfare says the value it reached', () => {
  const { stdout } = filigrane('tally', WIELICZKA, '--rule', 'max-welfare', '--utility', 'cardinality', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ rule: 'max-welfare', value: expect.stringMatching(/^\d+$/) })
})

test('for a person it says the rule, the projects in order, and with --explain every round', () => {
  const { stdout } = filigrane('tally', WIELICZKA, '--preset', 'wieliczka-2023', '--explain')
  expect(stdout).toContain('parts égales')
  expect(stdout).toMatch(/30 projets retenus sur 64/)
  expect(stdout).toMatch(/Tour par tour/)
  expect(stdout).toMatch(/Il manquait/)
})

test('the standard input is read as « - », from any folder, through a link to the program', () => {
  const link = join(folder, 'lien')
  symlinkSync(join(ROOT, 'bin/filigrane'), link)
  const { status, stdout } = run({ bin: link, cwd: '/', input: readFileSync(WIELICZKA) }, 'tally', '-', '--json')
  expect([status, (JSON.parse(stdout) as { file: string }).file]).toEqual([0, '-'])
})

const GOOD =
  'META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;60\n2;50\nVOTES\nvoter_id;vote\na;1\nb;1,2\n'

test.each([
  ['empty', '', /vide/],
  ['truncated', GOOD.replace('b;1,2\n', 'b;1,"2'), /[Ll]igne 12/],
  [
    'in another encoding',
    new Uint8Array(Buffer.from(GOOD.replace('budget;100', 'unit;Béthune\nbudget;100'), 'latin1')),
    /UTF-8/,
  ],
  ['with a negative cost', GOOD.replace('1;60', '1;-60'), /[Ll]igne 7/],
  ['with an unknown project', GOOD.replace('b;1,2', 'b;1,9'), /[Ll]igne 12.*9/s],
  ['with votes without projects', GOOD.replace(/PROJECTS[\s\S]*VOTES/, 'VOTES'), /PROJECTS/],
  ['with a budget that is no number', GOOD.replace('budget;100', 'budget;cent'), /[Ll]igne 3/],
  ['that is a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /texte|UTF-8|\.pb/],
])('a file %s gets a sentence, exit status 1, nothing else', (name, content, sentence) => {
  const { status, stdout, stderr } = filigrane('tally', file(`${name}.pb`, content), '--json')
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(sentence)
})

test('a file of 200 MB is refused at once, with the limit', () => {
  const huge = join(folder, 'huge.pb')
  spawnSync('truncate', ['-s', '200M', huge])
  const { status, stderr } = filigrane('tally', huge)
  expect([status, /Mo/.test(stderr)]).toEqual([1, true])
})

test('what is no file at all gets a sentence too, and the next file is counted', () => {
  const good = file('next.pb', GOOD)
  for (const odd of [join(good, 'x'), folder, 'n'.repeat(300), '/dev/zero']) {
    const { status, stdout, stderr } = filigrane('tally', odd, good, '--json')
    expect([status, stdout.split('\n').length]).toEqual([1, 2])
    expect(stderr).not.toContain('    at ')
  }
})

test('a name made to forge lines on the screen stays on its own', () => {
  const forged = GOOD.replace('1;60', '"1";60;"Parc\u001b[2J\nb.pb : 9 projets retenus"')
    .replace('id;cost', 'id;cost;name')
    .replace('2;50', '2;50;École')
  const { stdout } = filigrane('tally', file('forged.pb', forged))
  expect(stdout).not.toContain('\u001b')
  expect(stdout.split('\n').some((line) => line.startsWith('b.pb'))).toBe(false)
})

test('a result that cannot be written says so', () => {
  const { status, stderr } = run(
    { bin: '/bin/sh' },
    '-c',
    `"${join(ROOT, 'bin/filigrane')}" tally "${WIELICZKA}" > /dev/full`,
  )
  expect([status, stderr]).toEqual([1, expect.stringContaining('ne peut pas être écrit')])
})

test('a good file is counted even when its neighbour is refused, and the status says that one was', () => {
  const { status, stdout, stderr } = filigrane('tally', file('good.pb', GOOD), join(folder, 'absent.pb'), '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ winners: ['1'] })
  expect(stderr).toContain('absent.pb : ce fichier n’existe pas')
})

test.each([
  [[], /Usage/],
  [['dance'], /n'existe pas/],
  [['tally'], /au moins un fichier/],
  [['tally', 'a.pb', '--colour'], /--colour n'existe pas/],
  [['tally', 'a.pb', '--rule', 'dictator'], /choisissez parmi greedy/],
  [['import', 'csv', 'a.csv'], /Dites quoi importer : pb, communes/],
  [['import', 'pb', 'a.pb', 'b.pb', '--slug', 'x'], /un seul fichier/],
  [['export'], /scdl-deliberations/],
  [['export', 'scdl-deliberations', '--from', '2026-02-31'], /un jour comme 2026-01-31/],
])('« filigrane %j » is a wrong usage: status 2 and what to write', (words, sentence) => {
  const { status, stdout, stderr } = filigrane(...words)
  expect(status).toBe(2)
  expect(stdout + stderr).toMatch(sentence)
})

test.each(['serve', 'migrate', 'seed', 'import', 'export', 'tally', 'check'])(
  'filigrane %s --help explains itself',
  (command) => {
    const { status, stdout } = filigrane(command, '--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`^Usage : filigrane ${command}`))
  },
)

test('the shared elections agree with their oracle through the command line too', (context) => {
  const shared = resolve(ROOT, '../shared/data/pabulib')
  if (!existsSync(shared)) return context.skip('the folder ../shared is not there')
  const { instances } = JSON.parse(readFileSync(join(shared, 'oracle.json'), 'utf8')) as {
    instances: Record<string, { rules: Record<string, { winners: string[] }> }>
  }
  const names = Object.keys(instances).filter((name) => instances[name]?.rules.mes_cost)
  const { stdout } = filigrane(
    'tally',
    ...names.map((name) => join(shared, name)),
    '--preset',
    'pabutools',
    '--utility',
    'cost',
    '--json',
  )
  const winners = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { winners: string[] }).winners)
  expect(winners).toEqual(names.map((name) => instances[name]?.rules.mes_cost?.winners))
})
