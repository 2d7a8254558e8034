import type { Day } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import type { FactKind } from './model.ts'
import type { DossierRefusal } from './refusals.ts'
import { type DossierState, isOver, type Standing } from './story.ts'

/** What an agent may do to a dossier that was filed. */
export type DeskAct =
  | { readonly act: 'ask-pieces'; readonly parts: readonly AskedPart[]; readonly dueOn: Day; readonly words: string }
  | {
      readonly act: 'ask-correction'
      readonly parts: readonly AskedPart[]
      readonly dueOn: Day
      readonly words: string
    }
  | { readonly act: 'complete' }
  | { readonly act: 'admit' }
  | { readonly act: 'not-admit'; readonly words: string }
  | { readonly act: 'assign'; readonly personId: string }
  | { readonly act: 'ask-opinion'; readonly personId: string; readonly dueOn: Day; readonly words: string }
  | { readonly act: 'give-opinion'; readonly words: string }
  | { readonly act: 'reopen'; readonly words: string }

export type AskedPart = { readonly section: string; readonly field: string }

/** What is to be written of an act. */
export type ActDecision = {
  readonly kind: FactKind
  readonly object: string | null
  readonly dueOn: Day | null
  readonly parts: readonly AskedPart[]
  /** Words that go with it, and who reads them. */
  readonly words: { readonly text: string; readonly reader: 'applicant' | 'desk' } | undefined
}

/** States an act is for; absent: any dossier that was filed and is not over. */
const FROM: Partial<Record<DeskAct['act'], readonly DossierState[]>> = {
  'ask-pieces': ['filed'],
  'ask-correction': ['filed', 'complete', 'admitted'],
  complete: ['filed', 'pieces-asked'],
  admit: ['complete'],
  'not-admit': ['filed', 'complete', 'pieces-asked'],
  // Réexamen: what was refused is looked at again.
  reopen: ['not-admitted', 'refused'],
}

/**
 * Decides what an agent does to a dossier.
 *
 * @param by     who acts
 * @param today  what is asked is due on a later day
 */
export function decideAct(
  standing: Standing,
  act: DeskAct,
  { by, today }: { readonly by: string; readonly today: Day },
): Result<ActDecision, DossierRefusal> {
  const allowed = FROM[act.act]
  const isAllowed = allowed ? allowed.includes(standing.state) : standing.state !== 'draft' && !isOver(standing)
  if (!isAllowed) return refuse('state-does-not-allow')
  if ('parts' in act && act.parts.length === 0) return refuse('part-needed')
  if ('dueOn' in act && act.dueOn <= today) return refuse('day-past')
  if ('words' in act && act.words.trim() === '') return refuse('reason-needed')
  return decided(standing, act, by)
}

function decided(standing: Standing, act: DeskAct, by: string): Result<ActDecision, DossierRefusal> {
  const base = { object: null, dueOn: null, parts: [], words: undefined }
  switch (act.act) {
    case 'ask-pieces':
    case 'ask-correction': {
      const kind = act.act === 'ask-pieces' ? 'pieces-asked' : 'correction-asked'
      return done({ ...base, kind, dueOn: act.dueOn, parts: act.parts, words: toApplicant(act.words) })
    }
    case 'complete':
      return done({ ...base, kind: 'completed' })
    case 'admit':
      return done({ ...base, kind: 'admitted' })
    case 'not-admit':
      return done({ ...base, kind: 'not-admitted', words: toApplicant(act.words) })
    case 'assign':
      return done({ ...base, kind: 'assigned', object: `person:${act.personId}` })
    case 'ask-opinion':
      return done({
        ...{ ...base, kind: 'opinion-asked' as const, object: `person:${act.personId}` },
        ...{ dueOn: act.dueOn, words: { text: act.words, reader: 'desk' as const } },
      })
    case 'give-opinion': {
      const asked = standing.opinions.find(({ object }) => object === `person:${by}`)
      if (!asked) return refuse('state-does-not-allow')
      return done({ ...base, kind: 'opinion-given', object: asked.object, words: { text: act.words, reader: 'desk' } })
    }
    case 'reopen':
      return done({ ...base, kind: 'reopened', words: toApplicant(act.words) })
  }
}

function toApplicant(text: string) {
  return { text, reader: 'applicant' as const }
}
