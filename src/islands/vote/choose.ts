import { holdsAll, wordsOf } from '#kernel/search'
import { keeperOf } from './kept.ts'
import { limitsOf, say, sentenceOfLeft, show } from './parts.ts'

/** The page of choices: each tap is kept at once on this device. */
export function mountChoose(place: HTMLElement): void {
  const keeper = keeperOf(place)
  const limits = limitsOf(place)
  const boxes = [...place.querySelectorAll<HTMLInputElement>('input[name="choix"]')]
  show('data-plain', false)
  show('data-finder', true)
  tellReturn(place, keeper.read())
  restore()
  mountFinder(place)

  place.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && boxes.includes(target)) take(target)
  })
  // Another tab chose meanwhile, or this page comes back from the browser's memory.
  addEventListener('storage', restore)
  addEventListener('pageshow', restore)

  function restore(): void {
    const { choices } = keeper.read()
    for (const box of boxes) box.checked = choices.includes(box.value)
    tell(choices.length)
  }

  function take(box: HTMLInputElement): void {
    const kept = keeper.read()
    const others = kept.choices.filter((code) => code !== box.value)
    if (box.checked && others.length >= limits.maximum) {
      box.checked = false
      say('data-left', refusalOf(limits.maximum))
      return
    }
    const choices = box.checked ? [...others, box.value] : others
    // What was sealed held other choices.
    const isKept = keeper.write({ choices, ...(kept.hasCast && { hasCast: true }) })
    if (isKept) {
      tell(choices.length, 'Enregistré sur cet appareil. ')
      return
    }
    box.checked = false
    say('data-left', 'Ce navigateur ne garde rien. Ouvrez « Voter sans JavaScript », en bas de page.')
    show('data-plain', true)
  }

  function tell(chosen: number, before = ''): void {
    say('data-left', before + sentenceOfLeft(chosen, limits))
    show('data-on', chosen >= limits.minimum && chosen > 0)
  }
}

function refusalOf(maximum: number): string {
  if (maximum === 1) return 'Vous avez déjà un choix. Retirez-le pour prendre celui-ci.'
  return `Vous avez déjà ${maximum} choix. Retirez-en un pour prendre celui-ci.`
}

/** Who left before the end is told so: nobody believes they voted when they did not. */
function tellReturn(
  place: HTMLElement,
  { choices, pending, hasCast }: ReturnType<ReturnType<typeof keeperOf>['read']>,
): void {
  const told = place.querySelector<HTMLElement>('[data-told]')
  if (!told || choices.length === 0) return
  const line = document.createElement('p')
  const again = hasCast ? 'Votre vote d’avant reste enregistré.' : 'Votre vote n’est pas encore enregistré.'
  line.className = 'vote-told'
  line.textContent = pending
    ? 'Votre vote était en train de partir. Relisez vos choix, puis confirmez : il ne comptera qu’une fois.'
    : `Vos choix vous attendaient sur cet appareil. ${again}`
  told.append(line)
}

/** Looks among the cards. What is chosen stays in sight, and « Tout voir » is one tap away. */
function mountFinder(place: HTMLElement): void {
  const words = place.querySelector<HTMLInputElement>('input[name="mots"]')
  const where = place.querySelector<HTMLSelectElement>('select[name="lieu"]')
  const every = place.querySelector<HTMLButtonElement>('[data-all]')
  const cards = [...place.querySelectorAll<HTMLElement>('.vote-card')]
  const before = place.querySelector('[data-found]')?.textContent ?? ''
  if (!words) return
  words.addEventListener('input', look)
  where?.addEventListener('change', look)
  every?.addEventListener('click', () => {
    words.value = ''
    if (where) where.value = ''
    look()
    words.focus()
  })

  function look(): void {
    const asked = wordsOf(words?.value ?? '')
    const isSeeking = asked.length > 0 || Boolean(where?.value)
    const found = cards.filter((card) => answers(card, asked, where?.value ?? ''))
    for (const card of cards) card.hidden = !found.includes(card) && !card.querySelector('input')?.checked
    show('data-all', isSeeking)
    const count = `${found.length} projet${found.length > 1 ? 's' : ''} sur ${cards.length}.`
    const hasHidden = cards.some((card) => card.hidden)
    say(
      'data-found',
      isSeeking ? `${count}${hasHidden ? ' Les autres sont cachés : « Tout voir » les rend.' : ''}` : before,
    )
  }
}

function answers(card: HTMLElement, asked: readonly string[], where: string): boolean {
  return holdsAll(card.dataset.words ?? '', asked) && (where === '' || card.dataset.place === where)
}
