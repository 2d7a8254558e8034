import { expect, test } from 'vitest'
import { decideAtConsole, decideConfirmation, decideRevocation } from './confirmations.ts'
import { dayOf, readDay } from './days.ts'
import { type Asked, decideDelegation, decideGrant, type Standing } from './grants.ts'
import { GRANTED_ROLES, overlaps, ROLE_RULES, type RoleGrant, stateOf } from './model.ts'
import { hashOfOneActCode, oneActCode } from './one-act-code.ts'
import { ROLE_SENTENCES } from './sentences.ts'

const TODAY = '2026-03-02'
const [ALICE, BORIS, CHLOE] = ['alice', 'boris', 'chloe']

const administrator = (personId: string): Standing => ({ personId, isAdministrator: true, isActingForSomebody: false })
const nobody = (personId: string): Standing => ({ ...administrator(personId), isAdministrator: false })

const asked = (parts: Partial<Asked> = {}): Asked => ({
  personId: CHLOE!,
  role: 'agent',
  object: null,
  startsOn: TODAY,
  endsOn: null,
  reason: 'elle rejoint l’équipe',
  ...parts,
})

const grant = (parts: Partial<RoleGrant> = {}): RoleGrant => ({
  ...asked(),
  id: 'grant',
  needsConfirmation: true,
  delegatedFrom: null,
  askedBy: ALICE!,
  askedAt: new Date(),
  confirmed: null,
  revoked: null,
  revocationReason: null,
  ...parts,
})
const CONFIRMED = { by: BORIS!, with: 'administrator', at: new Date() } as const

test.each([
  ['who is no administrator', nobody(ALICE!), asked(), [], 'not-administrator'],
  [
    'while acting for somebody',
    { ...administrator(ALICE!), isActingForSomebody: true },
    asked(),
    [],
    'acting-for-somebody',
  ],
  ['to oneself', administrator(CHLOE!), asked(), [], 'own-role'],
  ['to somebody unknown', administrator(ALICE!), asked(), undefined, 'person-unknown'],
  ['backwards', administrator(ALICE!), asked({ endsOn: '2026-03-01' }), [], 'period-reversed'],
  [
    'for a time that is over',
    administrator(ALICE!),
    asked({ startsOn: '2026-01-01', endsOn: '2026-02-01' }),
    [],
    'period-over',
  ],
  ['on nothing readable', administrator(ALICE!), asked({ object: 'Le scrutin' }), [], 'object-unreadable'],
  ['without saying why', administrator(ALICE!), asked({ reason: '' }), [], 'reason-missing'],
  ['twice', administrator(ALICE!), asked(), [grant()], 'already-held'],
] as const)('nobody gives a role %s', (_how, asker, what, held, refusal) => {
  expect(decideGrant(asker, what, held, TODAY)).toEqual({ ok: false, refusal })
})

test('a sensitive role waits, another takes effect at once', () => {
  for (const role of GRANTED_ROLES) {
    const decision = decideGrant(administrator(ALICE!), asked({ role }), [], TODAY)
    expect(decision).toEqual({ ok: true, value: { needsConfirmation: ROLE_RULES[role].isSensitive } })
  }
  const sensitive = GRANTED_ROLES.filter((role) => ROLE_RULES[role].isSensitive)
  expect(sensitive).toEqual(['administrator', 'agent', 'finance-agent', 'bureau-member', 'substitute'])
})

test('a role that was refused, taken back or is over may be given again', () => {
  const over = [grant({ revoked: CONFIRMED }), grant({ endsOn: '2026-01-31', startsOn: '2026-01-01' })]
  expect(decideGrant(administrator(ALICE!), asked(), over, TODAY).ok).toBe(true)
})

test.each([
  ['by who asked', administrator(ALICE!), grant(), 'asked-by-oneself'],
  ['by who receives', administrator(CHLOE!), grant(), 'given-to-oneself'],
  ['by who is no administrator', nobody(BORIS!), grant(), 'not-administrator'],
  ['when it does not exist', administrator(BORIS!), undefined, 'grant-unknown'],
  ['a second time', administrator(BORIS!), grant({ confirmed: CONFIRMED }), 'already-settled'],
  ['after a refusal', administrator(BORIS!), grant({ revoked: CONFIRMED }), 'already-settled'],
  [
    'when it is over',
    administrator(BORIS!),
    grant({ endsOn: '2026-03-01', startsOn: '2026-02-01' }),
    'already-settled',
  ],
] as const)('a role is not confirmed %s', (_how, confirmer, what, refusal) => {
  expect(decideConfirmation(confirmer, what, TODAY)).toEqual({ ok: false, refusal })
})

test('another administrator confirms', () => {
  expect(decideConfirmation(administrator(BORIS!), grant(), TODAY).ok).toBe(true)
})

test('the console of the server confirms only while nobody else can', () => {
  expect(decideAtConsole(grant(), [ALICE!], TODAY).ok).toBe(true)
  expect(decideAtConsole(grant(), [ALICE!, CHLOE!], TODAY).ok).toBe(true)
  expect(decideAtConsole(grant(), [ALICE!, BORIS!], TODAY)).toEqual({ ok: false, refusal: 'another-administrator-can' })
})

test('the last administrator without an end stays', () => {
  const last = grant({ role: 'administrator', personId: ALICE!, askedBy: null, confirmed: CONFIRMED, id: 'last' })
  const other = { ...last, id: 'other', personId: BORIS! }
  const act = (lasting: readonly RoleGrant[]) => decideRevocation(administrator(ALICE!), last, 'départ', lasting, TODAY)
  expect(act([last])).toEqual({ ok: false, refusal: 'last-administrator' })
  expect(act([last, other]).ok).toBe(true)
})

test('who holds a role gives it up, who lent it takes it back, nobody else but an administrator', () => {
  const lent = grant({ confirmed: CONFIRMED })
  expect(decideRevocation(nobody(CHLOE!), lent, 'x', [], TODAY).ok).toBe(true)
  expect(decideRevocation(nobody(ALICE!), lent, 'x', [], TODAY).ok).toBe(true)
  expect(decideRevocation(nobody(BORIS!), lent, 'x', [], TODAY)).toEqual({ ok: false, refusal: 'not-administrator' })
  expect(decideRevocation(administrator(BORIS!), lent, '', [], TODAY)).toEqual({ ok: false, refusal: 'reason-missing' })
})

const OWN = grant({ id: 'own', personId: ALICE!, askedBy: BORIS!, confirmed: CONFIRMED, endsOn: '2026-12-31' })
const loan = (parts: Partial<Asked> = {}) => asked({ startsOn: '2026-08-01', endsOn: '2026-08-31', ...parts })

test.each([
  ['one does not hold', loan({ role: 'administrator' }), [OWN], 'role-not-held'],
  ['that was lent', loan(), [{ ...OWN, delegatedFrom: 'x' }], 'role-not-held'],
  ['that comes from a vote', loan({ role: 'elected-member' }), [OWN], 'role-not-delegable'],
  ['without end', loan({ endsOn: null }), [OWN], 'period-outside'],
  ['beyond one’s own', loan({ endsOn: '2027-01-01' }), [OWN], 'period-outside'],
  ['to oneself', loan({ personId: ALICE! }), [OWN], 'own-role'],
] as const)('nobody lends a role %s', (_how, what, own, refusal) => {
  expect(decideDelegation(nobody(ALICE!), what, own, [], TODAY)).toEqual({ ok: false, refusal })
})

test('a loan says where it comes from, and waits for confirmation', () => {
  const value = { needsConfirmation: true, delegatedFrom: 'own' }
  expect(decideDelegation(nobody(ALICE!), loan(), [OWN], [], TODAY)).toEqual({ ok: true, value })
})

test('a grant stands where its dates and its people put it', () => {
  expect(stateOf(grant(), TODAY)).toBe('waiting')
  expect(stateOf(grant({ confirmed: CONFIRMED }), TODAY)).toBe('in-force')
  expect(stateOf(grant({ confirmed: CONFIRMED, startsOn: '2026-03-03' }), TODAY)).toBe('to-come')
  expect(stateOf(grant({ confirmed: CONFIRMED, endsOn: TODAY }), TODAY)).toBe('in-force')
  expect(stateOf(grant({ confirmed: CONFIRMED, endsOn: '2026-03-01' }), TODAY)).toBe('ended')
  expect(stateOf(grant({ revoked: CONFIRMED }), TODAY)).toBe('declined')
  expect(stateOf(grant({ confirmed: CONFIRMED, revoked: CONFIRMED }), TODAY)).toBe('revoked')
})

test('days are those of the territory, in winter, in summer and at night', () => {
  expect(dayOf(new Date('2026-03-01T23:30:00Z'))).toBe('2026-03-02')
  expect(dayOf(new Date('2026-07-01T22:30:00Z'))).toBe('2026-07-02')
  expect(readDay('7/3/2026')).toBe('2026-03-07')
  expect(readDay('2026-02-30')).toBeUndefined()
  expect(readDay('2026-13-01')).toBeUndefined()
  expect(readDay('demain')).toBeUndefined()
  const [march, april] = [
    { startsOn: '2026-03-01', endsOn: '2026-03-31' },
    { startsOn: '2026-04-01', endsOn: null },
  ]
  expect([overlaps(march, april), overlaps(march, { startsOn: '2026-03-31', endsOn: null })]).toEqual([false, true])
})

test('a code for one act is read aloud without doubt, and known however it is typed', () => {
  const random = (bytes: number) => new Uint8Array(Array.from({ length: bytes }, (_, index) => (index * 37) % 256))
  const code = oneActCode(random)
  expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){2}$/)
  const key = new Uint8Array(32)
  expect(hashOfOneActCode(key, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(hashOfOneActCode(key, code))
  expect(hashOfOneActCode(key, 'ABCD-EFGH-JKMN')).not.toEqual(hashOfOneActCode(key, code))
})

test('every refusal says what to do, in words of French typography', () => {
  for (const sentence of Object.values(ROLE_SENTENCES)) {
    expect(sentence).toMatch(/^[A-ZÀ-Ý].*\.$/)
    expect(sentence).not.toContain("'")
  }
})
