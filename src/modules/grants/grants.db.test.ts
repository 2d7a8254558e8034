import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import { openReport, openValidation } from '#kernel/tabular'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { acceptImport, discardImport, publishGrant, readGrantFile, recordGrant } from './commands/index.ts'
import { scdlHeader, scdlLines } from './exports.ts'
import type { GrantDraft } from './model.ts'
import { SCHEMA } from './past-files.ts'
import * as store from './store/index.ts'

const VALID = readFileSync(new URL('../../../data/subventions/scdl_exemple_valide.csv', import.meta.url))
const BROKEN = readFileSync(
  new URL('../../../data/subventions/scdl_exemple_invalide_erreurs_cellules.csv', import.meta.url),
)
const DRAFT: GrantDraft = {
  authorityName: 'Territoire (exemple)',
  authoritySiret: '99900011000018',
  grantedOn: '2026-01-20',
  signedOn: null,
  decisionReference: 'D-1',
  purpose: 'Un camion, "neuf", pour l’été',
  nature: 'both',
  totalCents: cents(2_500_050n),
  inKindCents: cents(50_000n),
  conditions: 'échelonné',
  paysFrom: '2026-02-01',
  paysUntil: '2026-12-31',
  raeId: null,
  isEuNotified: false,
  scheme: null,
  decisionId: null,
  legalBasis: 'CGCT, L3211-1',
  paidActivity: 'non-economic',
  economicBasis: null,
  deMinimis: null,
  engagementId: null,
  isFictitious: true,
  beneficiaries: [
    {
      name: 'Épicerie, du Marais (exemple)',
      siret: '99900000300015',
      rna: null,
      isNaturalPerson: false,
      shareMillionths: 450_000,
    },
    {
      name: 'Atelier « vélo » (exemple)',
      siret: '99900001100018',
      rna: null,
      isNaturalPerson: false,
      shareMillionths: 550_000,
    },
  ],
}

let database: TestDatabase
let context: Context
let count = 0
const submission = () => ({ key: `essai${String(++count).padStart(27, '0')}`, body: null })
const fileOf = (bytes: Uint8Array) => ({
  name: 'passe.csv',
  open: async function* () {
    for (let at = 0; at < bytes.length; at += 500) yield bytes.subarray(at, at + 500)
  },
})

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
})
afterAll(() => database.drop())

async function exported(choice: 'toutes' | 'obligation-legale' = 'toutes'): Promise<string> {
  let text = scdlHeader()
  for await (const grant of store.choosePublished(context.db, '2026-12-31', { choice })) text += scdlLines(grant)
  return text
}

function faultsIn(text: string) {
  const [validation, gathered] = [openValidation(SCHEMA), openReport()]
  for (const line of [...validation.push(new TextEncoder().encode(text)), ...validation.end()]) gathered.take(line)
  return gathered.report()
}

test('a file of the past changes nothing until it is accepted, and twice it adds nothing', async () => {
  const read = await readGrantFile(context, { submission: submission(), file: fileOf(VALID) })
  assert(read.ok, 'the published example is read')
  // Four of its periods end before they begin, or on a day that does not exist: the schema does not look at that.
  expect(read.value).toMatchObject({ lineCount: 29, refusedCount: 4 })
  expect(await store.isGrantKnown(context.db)).toBe(false)

  const importId = read.value.id
  const accepted = await acceptImport(context, { submission: submission(), importId })
  expect(accepted).toEqual({ ok: true, value: { addedCount: 25 } })
  expect(await acceptImport(context, { submission: submission(), importId })).toEqual({
    ok: false,
    refusal: 'import-settled',
  })

  const again = await readGrantFile(context, { submission: submission(), file: fileOf(VALID) })
  assert(again.ok, 'it is read again')
  const second = await acceptImport(context, { submission: submission(), importId: again.value.id })
  expect(second).toEqual({ ok: true, value: { addedCount: 0 } })
})

test('a beneficiary that a file says twice does not stop the one a later file adds', async () => {
  const header = new TextDecoder().decode(VALID).split(/\r?\n/)[0]!
  const line = (siret: string) =>
    `Territoire,99900011000018,2020-01-20,,Une organisation,${siret},,Des livres,100.00,aide en numéraire,unique,2020-02-01,,non,0.30,`
  const accept = async (lines: readonly string[]) => {
    const file = fileOf(new TextEncoder().encode([header, ...lines, ''].join('\r\n')))
    const read = await readGrantFile(context, { submission: submission(), file })
    assert(read.ok, 'it is read')
    return acceptImport(context, { submission: submission(), importId: read.value.id })
  }
  const [one, two, three] = ['99900000300015', '99900001100018', '99900002900010'].map(line)
  expect(await accept([one!, one!, two!])).toMatchObject({ ok: true, value: { addedCount: 2 } })
  expect(await accept([three!])).toMatchObject({ ok: true, value: { addedCount: 1 } })
})

test('what was imported is exported at the national schema, every line of it', async () => {
  const report = faultsIn(await exported())
  expect(report).toMatchObject({ isValid: true, lineCount: 28 })
})

test('refused lines are told and stay out; a file set aside leaves nothing', async () => {
  const read = await readGrantFile(context, { submission: submission(), file: fileOf(BROKEN) })
  assert(read.ok, 'its columns can be read')
  expect(read.value).toMatchObject({ lineCount: 29, refusedCount: 29 })
  const [first] = await store.listFaults(context.db, read.value.id, 1)
  expect(first).toMatchObject({ line: 2, column: 'idAttribuant', sentence: expect.stringContaining('00000') })
  await discardImport(context, { submission: submission(), importId: read.value.id })
  expect(await store.countNew(context.db, read.value.id)).toMatchObject({ lineCount: 0 })
})

test('a file without a column it needs is refused whole, with the reason', async () => {
  const bytes = new TextEncoder().encode('nomAttribuant,montant\nTerritoire,12\n')
  const read = await readGrantFile(context, { submission: submission(), file: fileOf(bytes) })
  expect(read).toMatchObject({ ok: false, refusal: { kind: 'file-refused' } })
})

test('a grant of ours is published by an act, one line for each beneficiary, to the cent', async () => {
  const recorded = await recordGrant(context, { submission: submission(), draft: DRAFT })
  assert(recorded.ok, 'it is recorded')
  expect(await exported()).not.toContain('camion')
  expect(await publishGrant(context, { submission: submission(), grantId: recorded.value.id })).toMatchObject({
    ok: true,
  })
  const lines = (await exported()).split('\r\n').filter((line) => line.includes('camion'))
  expect(lines).toEqual([
    'Territoire (exemple),99900011000018,2026-01-20,D-1,"Épicerie, du Marais (exemple)",99900000300015,,"Un camion, ""neuf"", pour l’été",25000.50,aide en numéraire;aide en nature,échelonné,2026-02-01/2026-12-31,,non,0.45,',
    'Territoire (exemple),99900011000018,2026-01-20,D-1,Atelier « vélo » (exemple),99900001100018,,"Un camion, ""neuf"", pour l’été",25000.50,aide en numéraire;aide en nature,échelonné,2026-02-01/2026-12-31,,non,0.55,',
  ])
  expect(faultsIn(await exported()).isValid).toBe(true)
})

test('what is under the threshold over twelve months is not among what the law obliges to publish', async () => {
  // Neither part of the grant above passes 23 000 €; the second body passes it with another grant the same year.
  expect(await exported('obligation-legale')).not.toContain('camion')
  const only = { ...DRAFT.beneficiaries[1]!, shareMillionths: 1_000_000 }
  const draft: GrantDraft = {
    ...DRAFT,
    purpose: 'Des vélos',
    beneficiaries: [only],
    totalCents: cents(1_000_000n),
    nature: 'cash',
    inKindCents: cents(0n),
  }
  const more = await recordGrant(context, { submission: submission(), draft })
  assert(more.ok, 'it is recorded')
  await publishGrant(context, { submission: submission(), grantId: more.value.id })
  const obliged = await exported('obligation-legale')
  expect(obliged).toContain('Des vélos')
  expect(obliged).toContain('camion')
})

test('an entrepreneur is counted and never published by name', async () => {
  const person = {
    ...DRAFT.beneficiaries[0]!,
    name: 'Entreprise Untel',
    isNaturalPerson: true,
    shareMillionths: 1_000_000,
  }
  const draft = { ...DRAFT, purpose: 'Un étal', beneficiaries: [person] }
  const recorded = await recordGrant(context, { submission: submission(), draft })
  assert(recorded.ok, 'it is recorded')
  await publishGrant(context, { submission: submission(), grantId: recorded.value.id })
  expect(await exported()).not.toMatch(/Untel|étal/)
})

test.each<[string, Partial<GrantDraft>, string]>([
  ['signed before its décision is exécutoire', { signedOn: '2026-02-01' }, 'decision-not-enforceable'],
  ['for an economic activity without its basis', { paidActivity: 'economic' }, 'economic-basis-missing'],
  ['whose shares are not whole', { beneficiaries: [DRAFT.beneficiaries[0]!] }, 'shares-not-whole'],
  ['past the ceiling of de minimis', { deMinimis: 'general', totalCents: cents(70_000_000n) }, 'de-minimis-exceeded'],
])('a grant %s is refused', async (_, over, refusal) => {
  const refused = await recordGrant(context, { submission: submission(), draft: { ...DRAFT, ...over } })
  expect(refused).toEqual({ ok: false, refusal })
})
