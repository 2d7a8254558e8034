import { named, part } from './dom.ts'
import type { Progress } from './messages.ts'

/** The bar that says what is being counted, how far it is, and lets one stop it. */
export type WorkBar = {
  readonly tell: (progress: Progress) => void
  /** @returns what the work gives, undefined when it failed: `failed` was told why */
  during<Value>(work: () => Promise<Value>, failed: (error: unknown) => void): Promise<Value | undefined>
  isBusy(): boolean
}

// What takes less is not worth a bar that comes and goes.
const PATIENCE_MS = 200

export function workBar(desk: HTMLElement, stop: () => void): WorkBar {
  const bar = named(desk, 'work')
  const sentence = named(desk, 'work-said')
  const progress = part<HTMLProgressElement>(desk, 'progress')
  let running = 0
  part(bar, '[data-act="stop"]').addEventListener('click', stop)

  async function during<Value>(work: () => Promise<Value>, failed: (error: unknown) => void) {
    const timer = setTimeout(() => (bar.hidden = false), PATIENCE_MS)
    running++
    desk.setAttribute('aria-busy', 'true')
    try {
      return await work()
    } catch (error) {
      failed(error)
      return undefined
    } finally {
      clearTimeout(timer)
      running--
      if (running === 0) {
        bar.hidden = true
        desk.removeAttribute('aria-busy')
      }
    }
  }

  return {
    tell: (told) => {
      sentence.textContent = told.sentence
      if (told.share === undefined) progress.removeAttribute('value')
      else progress.value = told.share
    },
    during,
    isBusy: () => running > 0,
  }
}
