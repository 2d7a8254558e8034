import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

// The pages of agents: a form that a passkey answers. The device is asked when the button is pressed, its answer goes
// into the form, and the form is sent as any other.

for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) mount(place)

function mount(place: HTMLElement): void {
  const form = place.querySelector('form')
  const answer = form?.elements.namedItem('reponse')
  if (!form || !(answer instanceof HTMLInputElement)) return
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask(place).then(
      (response) => {
        answer.value = JSON.stringify(response)
        form.submit()
      },
      (error: unknown) => say(place, sentenceOf(error)),
    )
  })
}

async function ask(place: HTMLElement): Promise<unknown> {
  const { passkey, use = '' } = place.dataset
  say(place, 'Votre appareil vous demande de confirmer…')
  const asked = await fetch(use, { headers: { Accept: 'application/json' } })
  if (!asked.ok) throw new Refused()
  const optionsJSON = await asked.json()
  return passkey === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON })
}

/** The server does not ask this browser's device now. */
class Refused extends Error {}

function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return 'Cette page a trop attendu. Rechargez-la, puis recommencez.'
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return 'Cet appareil a déjà une clé d’accès pour votre compte.'
  if (name === 'NotAllowedError')
    return 'Rien n’a été fait : vous avez annulé, ou le temps est passé. Recommencez quand vous voulez.'
  if (name === 'SecurityError')
    return 'Cet appareil refuse les clés d’accès à cette adresse. Choisissez un autre moyen.'
  return 'Cet appareil ne peut pas répondre. Choisissez un autre moyen sur cette page.'
}

function say(place: HTMLElement, sentence: string): void {
  const line = place.querySelector('[data-passkey-says]')
  if (line) line.textContent = sentence
}
