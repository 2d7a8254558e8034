import type { FromSealer, SealFault, ToSealer } from './messages.ts'

/** Seals beside the page, which stays free. */
export type Sealer = {
  /** @param choices  codes of the options */
  seal(choices: readonly string[]): Promise<Sealing>
}

export type Sealing =
  | {
      readonly kind: 'sealed'
      readonly ballot: { readonly enc: string; readonly ciphertext: string; readonly number: string }
    }
  | { readonly kind: 'fault'; readonly fault: SealFault }

/** @param place  names the worker, the manifest and its fingerprint */
export function openSealer({ dataset }: HTMLElement): Sealer {
  let worker: Worker | undefined = open()

  function open(): Worker {
    const opened = new Worker(dataset.worker ?? '', { type: 'module' })
    opened.postMessage({
      kind: 'prepare',
      manifest: dataset.manifest ?? '',
      fingerprint: dataset.poll ?? '',
    } satisfies ToSealer)
    return opened
  }

  return {
    seal: (choices) =>
      new Promise((resolve) => {
        worker ??= open()
        const current = worker
        current.onmessage = ({ data }: MessageEvent<FromSealer>) => {
          // One that failed begins anew: the network may be back.
          if (data.kind === 'fault') close(current)
          resolve(data)
        }
        current.onerror = () => {
          close(current)
          resolve({ kind: 'fault', fault: 'manifest-missing' })
        }
        current.postMessage({ kind: 'seal', choices } satisfies ToSealer)
      }),
  }

  function close(current: Worker): void {
    current.terminate()
    worker = undefined
  }
}
