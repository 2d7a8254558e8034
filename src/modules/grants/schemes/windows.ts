import { done, type Result, refuse } from '#kernel/result'
import type { Edition, Stage, Window } from './model.ts'

export type WindowState = 'none' | 'to-come' | 'open' | 'over'

/** Whether a stage is open: from its opening to its close, that instant excluded. */
export function stateOfWindow({ windows }: Pick<Edition, 'windows'>, stage: Stage, now: Date): WindowState {
  const window = windows.find((each) => each.stage === stage)
  if (!window) return 'none'
  if (now < window.opensAt) return 'to-come'
  return window.closesAt !== null && now >= window.closesAt ? 'over' : 'open'
}

export type WindowRefusal = 'window-backwards' | 'window-of-no-stage' | 'window-shortened-late'

/**
 * Whether a window may become that one. A published edition keeps its promise to who is writing: while a window is open its
 * end only moves later, and one that has opened keeps its opening.
 *
 * @param known  what it was when the edition was published or last moved; undefined: none
 */
export function decideWindow(
  edition: Pick<Edition, 'rules' | 'publishedAt'>,
  known: Window | undefined,
  asked: Window,
  now: Date,
): Result<Window, WindowRefusal> {
  const { stage, opensAt, closesAt } = asked
  if (!edition.rules.stages.includes(stage)) return refuse('window-of-no-stage')
  if (closesAt !== null && closesAt <= opensAt) return refuse('window-backwards')
  if (edition.publishedAt === null || !known) return done(asked)
  if (known.opensAt <= now && opensAt.getTime() !== known.opensAt.getTime()) return refuse('window-shortened-late')
  const isShorter = closesAt !== null && (known.closesAt === null || closesAt < known.closesAt)
  return known.opensAt <= now && isShorter ? refuse('window-shortened-late') : done(asked)
}
