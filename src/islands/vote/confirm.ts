import { drawChosen } from './chosen.ts'
import { type Keeper, keeperOf, type Pending } from './kept.ts'
import { say, show } from './parts.ts'
import { openSealer, type Sealer } from './sealer.ts'

/** The page of « Je vote »: the ballot is sealed here, and only what is sealed is sent. */
export function mountConfirm(place: HTMLElement): void {
  const keeper = keeperOf(place)
  const form = place.querySelector('form')
  const button = form?.querySelector('button')
  if (!form || !button) return
  const { choices, pending } = keeper.read()
  drawChosen(place, choices)
  show('data-chosen', choices.length > 0)
  if (choices.length === 0) return
  if (pending)
    say('data-state', 'Votre vote était en train de partir. Appuyez sur « Je vote » : il ne comptera qu’une fois.')

  // Fetched and started now: what is needed to seal is here before the network may be gone.
  const sealer = openSealer(place)
  let isUnderWay = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isUnderWay) return
    isUnderWay = true
    button.setAttribute('aria-busy', 'true')
    void vote({ form, keeper, sealer }).then((told) => {
      isUnderWay = false
      button.removeAttribute('aria-busy')
      if (told !== undefined) say('data-state', told)
    })
  })
}

type Act = { readonly form: HTMLFormElement; readonly keeper: Keeper; readonly sealer: Sealer }

/** @returns what to tell when the vote is not recorded; undefined when another page opens */
async function vote({ form, keeper, sealer }: Act): Promise<string | undefined> {
  say('data-state', 'Votre bulletin est fermé sur votre appareil…')
  const pending = await sealedOnce(form, keeper, sealer)
  if (typeof pending === 'string') return pending
  say('data-state', 'Votre bulletin part…')
  const answer = await send(form, pending)
  if ('problem' in answer) return answer.problem
  keeper.write({ choices: [], hasCast: true })
  keeper.writeNumber(pending.number)
  location.assign(answer.next)
  return undefined
}

/** The ballot sealed before, when one is on its way: sent twice it is cast once; sealed twice it would be two. */
async function sealedOnce(form: HTMLFormElement, keeper: Keeper, sealer: Sealer): Promise<Pending | string> {
  const { choices, pending, hasCast } = keeper.read()
  if (pending) return pending
  const sealed = await sealer.seal(choices)
  if (sealed.kind === 'fault') return FAULTS[sealed.fault]
  const drawn: Pending = { ...sealed.ballot, castKey: fieldOf(form, 'cle') }
  keeper.write({ choices, pending: drawn, ...(hasCast && { hasCast }) })
  return drawn
}

const FAULTS = {
  'manifest-missing':
    'La connexion est coupée. Votre vote n’est pas encore enregistré. Vérifiez le réseau, puis appuyez de nouveau sur « Je vote ».',
  'manifest-differs':
    'Les règles reçues ne sont pas celles de ce vote. Votre vote n’est pas parti. Rechargez la page ; si cela continue, appelez-nous.',
  'cannot-seal':
    'Ce navigateur ne sait pas fermer un bulletin. Votre vote n’est pas enregistré. Essayez un autre navigateur, ou votez sans JavaScript.',
} as const

type Answer = { readonly next: string } | { readonly problem: string }

async function send(form: HTMLFormElement, { castKey, enc, ciphertext }: Pending): Promise<Answer> {
  const body = new URLSearchParams({
    envoi: fieldOf(form, 'envoi'),
    jeton: fieldOf(form, 'jeton'),
    cle: castKey,
    pli: enc,
    bulletin: ciphertext,
  })
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } })
    const isJson = answer.headers.get('Content-Type')?.includes('application/json') ?? false
    if (isJson) return (await answer.json()) as Answer
    return {
      problem:
        'Le site ne répond pas bien. Votre vote n’est pas encore enregistré. Attendez une minute, puis réessayez.',
    }
  } catch {
    return {
      problem:
        'La connexion est coupée. Votre vote n’est pas encore enregistré. Appuyez de nouveau sur « Je vote » : il ne comptera qu’une fois.',
    }
  }
}

function fieldOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field.value : ''
}
