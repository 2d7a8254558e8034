// Forms that ask for a code: the device works something out while one types, and the form takes the answer along. Without
// it the form still goes; fewer codes then leave for one place.

/** However slow the device, nobody waits longer: the form then goes without the answer. */
const LONGEST_WAIT_MS = 20_000

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-work]')) begin(field)

function begin(field: HTMLInputElement): void {
  const { form } = field
  if (!form) return
  const status = form.querySelector<HTMLElement>('[data-work-says]')
  let isDone = false
  let isAwaited: HTMLElement | null | undefined
  void answerTo(field.dataset.work ?? '', field.dataset.worker ?? '').then(end)
  setTimeout(() => end(''), LONGEST_WAIT_MS)

  form.addEventListener('submit', (event) => {
    if (isDone) return
    event.preventDefault()
    isAwaited = event.submitter
    if (status)
      status.textContent = 'Un instant : votre appareil finit une vérification. Le formulaire part juste après.'
  })

  function end(answer: string): void {
    if (isDone) return
    isDone = true
    field.value = answer
    if (isAwaited !== undefined) form?.requestSubmit(isAwaited)
  }
}

/** Empty when this device cannot. */
function answerTo(challenge: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    const worker = new Worker(path, { type: 'module' })
    const finish = (answer: string) => {
      worker.terminate()
      resolve(answer)
    }
    worker.onmessage = ({ data }: MessageEvent<string>) => finish(data)
    worker.onerror = () => finish('')
    worker.postMessage(challenge)
  })
}
