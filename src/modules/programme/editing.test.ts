import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addAim, changeAim, findGaps, freeSlug, putAction, putIndicator, removeAim } from './editing.ts'
import { actionOfLine, findAction, listActions, type Programme } from './model.ts'
import { actionNamed, aimNamed, EMPTY, indicatorNamed, SMALL } from './testing/programmes.ts'

/** The programme an edit came to; a refusal fails the test. */
function edited(result: ReturnType<typeof addAim>): Programme {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

test('a name for an address is plain, and never one that is taken', () => {
  expect(freeSlug(EMPTY, 'Fédérer pour impulser !')).toBe('federer-pour-impulser')
  expect(freeSlug(SMALL, 'Connaître')).toBe('connaitre-2')
  expect(freeSlug(EMPTY, '!!!')).toBe('sans-nom')
})

test('whatever the titles, names are fit for an address and all different', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 12 }), (titles) => {
      const programme = titles.reduce(
        (built, title) => edited(addAim(built, { ...aimNamed('x', title), slug: freeSlug(built, title) }, null)),
        EMPTY,
      )
      const slugs = programme.ambitions.map(({ slug }) => slug)
      expect(new Set(slugs).size).toBe(titles.length)
      for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    }),
  )
})

test('an orientation stands under its ambition; under one that is gone it is refused', () => {
  const under = edited(addAim(SMALL, aimNamed('federer', 'Fédérer'), 'promouvoir'))
  expect(under.ambitions[0]!.orientations.map(({ slug }) => slug)).toEqual(['connaitre', 'soutenir', 'federer'])
  expect(addAim(SMALL, aimNamed('federer', 'Fédérer'), 'perdue')).toEqual({ ok: false, refusal: 'aim-unknown' })
})

test('changing an orientation keeps its actions', () => {
  const changed = edited(changeAim(SMALL, aimNamed('soutenir', 'Soutenir et accompagner')))
  expect(changed.ambitions[0]!.orientations[1]!.title).toBe('Soutenir et accompagner')
  expect(listActions(changed).map(({ action }) => action.slug)).toEqual(['aides', 'vote'])
  expect(changeAim(SMALL, aimNamed('aides', 'Une action'))).toEqual({ ok: false, refusal: 'aim-unknown' })
})

test('what holds something is not taken away; an action and an empty orientation are', () => {
  expect(removeAim(SMALL, 'promouvoir')).toEqual({ ok: false, refusal: 'aim-not-empty' })
  expect(removeAim(SMALL, 'soutenir')).toEqual({ ok: false, refusal: 'aim-not-empty' })
  expect(findAction(edited(removeAim(SMALL, 'aides')), 'aides')).toBeUndefined()
  expect(edited(removeAim(SMALL, 'connaitre')).ambitions[0]!.orientations.map(({ slug }) => slug)).toEqual(['soutenir'])
  expect(removeAim(SMALL, 'perdue')).toEqual({ ok: false, refusal: 'aim-unknown' })
})

test('a budget line that pays for an action pays for no other', () => {
  const other = actionNamed('reseaux', { lines: ['F-1'] })
  expect(putAction(SMALL, other, 'connaitre')).toEqual({ ok: false, refusal: 'line-taken' })
  const again = edited(putAction(SMALL, actionNamed('aides', { lines: ['F-1', 'F-9'] }), 'soutenir'))
  expect(actionOfLine(again, 'F-9')?.action.slug).toBe('aides')
})

test('an action written under another orientation moves there, and stands in one place', () => {
  const moved = edited(putAction(SMALL, actionNamed('aides', { lines: ['F-1'] }), 'connaitre'))
  expect(listActions(moved).map(({ action, orientation }) => `${orientation.slug}/${action.slug}`)).toEqual([
    'connaitre/aides',
    'soutenir/vote',
  ])
})

test('whatever is put and moved, an action stands once and a line pays once', () => {
  const step = fc.record({
    slug: fc.constantFrom('aides', 'vote', 'reseaux', 'guides'),
    under: fc.constantFrom('connaitre', 'soutenir', 'perdue'),
    lines: fc.uniqueArray(fc.constantFrom('F-1', 'F-2', 'F-3', 'F-4'), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const programme = steps.reduce((now, { slug, under, lines }) => {
        const result = putAction(now, actionNamed(slug, { lines }), under)
        return result.ok ? result.value : now
      }, SMALL)
      const actions = listActions(programme).map(({ action }) => action)
      expect(new Set(actions.map(({ slug }) => slug)).size).toBe(actions.length)
      const lines = actions.flatMap((action) => action.lines)
      expect(new Set(lines).size).toBe(lines.length)
    }),
  )
})

test('an indicator is added, written anew, taken away, and its action keeps the rest', () => {
  const add = { action: 'aides', indicator: indicatorNamed('emplois', 'Emplois'), name: 'emplois' }
  const added = edited(putIndicator(SMALL, add))
  const slugs = (programme: Programme) => findAction(programme, 'aides')!.action.indicators.map(({ slug }) => slug)
  expect(slugs(added)).toEqual(['structures', 'emplois'])
  const renamed = indicatorNamed('emplois', 'Emplois créés')
  const written = edited(putIndicator(added, { ...add, indicator: renamed }))
  expect(findAction(written, 'aides')!.action.indicators[1]!.title).toBe('Emplois créés')
  expect(slugs(edited(putIndicator(added, { ...add, indicator: null, name: 'structures' })))).toEqual(['emplois'])
  expect(findAction(written, 'aides')!.action.lines).toEqual(['F-1'])
  expect(putIndicator(SMALL, { ...add, action: 'perdue' })).toEqual({ ok: false, refusal: 'action-unknown' })
})

test('what is missing before a publication is told, action by action', () => {
  expect(findGaps(SMALL)).toEqual([])
  expect(findGaps(EMPTY)).toEqual([{ gap: 'no-ambition', title: EMPTY.title }])
  const bare = edited(addAim(SMALL, aimNamed('seule', 'Une ambition seule'), null))
  expect(findGaps(bare)).toEqual([{ gap: 'no-orientation', title: 'Une ambition seule' }])
  const unfounded = actionNamed('aides', { legalBasis: { article: '', competence: 'x' }, service: '' })
  expect(findGaps(edited(putAction(SMALL, unfounded, 'soutenir'))).map(({ gap }) => gap)).toEqual([
    'no-legal-basis',
    'no-service',
  ])
})
