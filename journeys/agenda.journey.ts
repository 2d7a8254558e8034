import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { joinAs, newAddress, signInAs } from './people.ts'

const AGENT = 'Chargée du budget citoyen (exemple)'
const COLLEAGUE = 'Responsable de la mission (exemple)'
const ON_PAPER = { width: 673, height: 980 } as const

test.each([true, false])(
  'a resident finds an event by its kind, then in its month, on a phone (JavaScript: %s)',
  async (javaScript) => {
    const page = await visit('/agenda', { javaScript, viewport: PHONE })
    await page.locator('summary', { hasText: 'Filtrer' }).click()
    await page.getByLabel('Quoi').selectOption('visite')
    await page.getByRole('button', { name: 'Appliquer les filtres' }).click()
    await page.waitForURL(/genre=visite/)
    const found = page.getByRole('link', { name: 'Visite d’une ressourcerie, exemple' })
    expect(await found.count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Bien remplir son budget, exemple' }).count()).toBe(0)
    await read(page)

    await found.click()
    const day = (await page.locator('.page-header .lead').textContent()) ?? ''
    await read(page)
    await page.goto('/agenda/calendrier')
    const month = /\p{L}+\s\d{4}/u.exec(day)?.[0] ?? 'un mois'
    const shown = page.getByRole('heading', { level: 1 })
    while (!(await shown.textContent())?.includes(month))
      await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('a[rel="next"]').click()])
    expect(await page.getByRole('link', { name: 'Visite d’une ressourcerie, exemple' }).count()).toBe(1)
    await read(page)
  },
)

test('a place nobody knows narrows nothing, and the page says so', async () => {
  const page = await visit('/agenda?lieu=Nulle-part-ailleurs', { javaScript: false })
  expect(await page.getByText('Aucun lieu d’ici ne porte ce nom').first().isVisible()).toBe(true)
  await axe(page)
})

test('a resident registers, another waits; the place given back is the other’s (no JavaScript, on a phone)', async () => {
  const { address } = await anEvent({ places: '1' })
  const visitor = { javaScript: false, viewport: PHONE }
  const first = await visit('/', visitor)
  await signInAs(first, 'Camille Exemple', `${address}/inscription`)
  await first.getByLabel('Votre nom').fill('')
  await first.getByLabel(/De quoi avez-vous besoin/).fill('Une place pour un fauteuil')
  await first.getByRole('button', { name: 'M’inscrire' }).click()
  expect(await first.getByRole('alert').textContent()).toContain('Écrivez un nom')
  expect(await first.getByLabel(/De quoi avez-vous besoin/).inputValue()).toBe('Une place pour un fauteuil')
  await read(first)
  await first.getByLabel('Votre nom').fill('Camille Exemple')
  await first.getByRole('button', { name: 'M’inscrire' }).click()
  await first.getByText('Vous êtes inscrit : votre place est gardée.').waitFor()
  await read(first)

  const second = await visit('/', visitor)
  await signInAs(second, 'Alix Exemple-Projet', `${address}/inscription`)
  await second.getByRole('button', { name: 'M’inscrire sur la liste d’attente' }).click()
  await second.getByText('Vous êtes en tête de la liste d’attente.').waitFor()
  await read(second)

  await first.getByRole('button', { name: 'Rendre ma place' }).click()
  await first.getByText('Votre inscription est annulée.').waitFor()
  await second.reload()
  await second.getByText('Vous êtes inscrit : votre place est gardée.').waitFor()
})

test('with the keyboard alone, one registers from the page of the event', async () => {
  const { address } = await anEvent({})
  const page = await visit('/')
  await signInAs(page, 'Charlie Exemple-Association', address)
  await tabTo(page, 'S’inscrire')
  await go(page)
  await tabTo(page, 'M’inscrire')
  await go(page)
  await page.getByText('Vous êtes inscrit : votre place est gardée.').waitFor()
})

test('a resident proposes an event; an agent publishes it, and it is in the agenda', async () => {
  const title = newTitle('Proposé au parcours')
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(page, 'Camille Exemple', '/agenda/proposer')
  await page.getByLabel('Titre').fill(title)
  await page.getByRole('button', { name: 'Envoyer ma proposition' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Choisissez de quoi il s’agit.')
  expect(await page.getByLabel('Titre').inputValue()).toBe(title)
  await read(page)
  await fillEvent(page, { title })
  await page.getByRole('button', { name: 'Envoyer ma proposition' }).click()
  await page.getByText('Votre proposition est arrivée.').waitFor()
  await read(page)

  const desk = await visit('/')
  await signInAs(desk, AGENT, '/agents/agenda')
  await desk.getByRole('table', { name: 'Événements proposés' }).getByRole('link', { name: title }).click()
  await desk.getByRole('button', { name: 'Publier' }).click()
  await desk.getByText('C’est enregistré.').waitFor()
  await page.reload()
  expect(await page.getByText('Dans l’agenda').count()).toBeGreaterThan(0)
  await page.goto('/agenda')
  expect(await page.getByRole('link', { name: title }).count()).toBe(1)
})

test('an agent types somebody in and notes who came; the sheet is a table on paper', async () => {
  const { desk, path } = await anEvent({})
  await desk.goto(`${path}/inscriptions`)
  const name = 'Personne du guichet (exemple)'
  await desk.getByLabel('Nom', { exact: true }).fill(name)
  await desk.getByLabel('Adresse e-mail').fill('pas une adresse')
  await desk.getByRole('button', { name: 'Inscrire', exact: true }).click()
  expect(await desk.getByRole('alert').textContent()).toContain('Cette adresse n’est pas complète')
  expect(await desk.getByLabel('Nom', { exact: true }).inputValue()).toBe(name)
  await axe(desk)
  await desk.getByLabel('Adresse e-mail').fill(newAddress('guichet'))
  await desk.getByRole('button', { name: 'Inscrire', exact: true }).click()
  await desk.getByRole('table', { name: 'Inscrits' }).getByRole('rowheader', { name }).waitFor()

  await desk.goto(`${path}/presence`)
  await expectTableOnPaper(desk, 'Signature')
  expect(await desk.getByRole('button', { name: 'Enregistrer la feuille' }).isVisible()).toBe(false)
  expect(await desk.getByText('Bureau des agents').isVisible()).toBe(false)
  await screenshot(desk, 'agenda-presence-papier')
  await desk.emulateMedia({ media: 'screen' })
  await desk.setViewportSize(PHONE)
  await read(desk)
  await desk.getByLabel(`${name} est là`).check()
  await desk.getByRole('button', { name: 'Enregistrer la feuille' }).click()
  await desk.getByText('La feuille est enregistrée.').waitFor()
  expect(await desk.getByLabel(`${name} est là`).isChecked()).toBe(true)
})

test('two agents write at once: both texts are shown, by name; then the event is cancelled', async () => {
  const { desk, path, address } = await anEvent({})
  const other = await visit('/', { viewport: PHONE })
  await signInAs(other, COLLEAGUE, path)
  await desk.goto(path)
  await other.getByLabel('Lieu').fill('Salle de la collègue')
  await other.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await other.getByText('C’est enregistré.').waitFor()
  await desk.getByLabel('Lieu').fill('Salle de l’agent')
  await desk.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await desk.getByText(`${COLLEAGUE} a enregistré ce texte`).waitFor()
  await axe(desk)
  await screenshot(desk, 'agenda-conflit')
  await desk.getByRole('group', { name: 'Lieu' }).locator('label').last().click()
  await desk.getByRole('button', { name: 'Garder mes choix' }).click()
  await desk.getByText('C’est enregistré.').waitFor()
  expect(await desk.getByLabel('Lieu').inputValue()).toBe('Salle de la collègue')

  await desk.getByRole('button', { name: 'Annuler l’événement' }).click()
  await desk.getByText('Écrivez pourquoi : les personnes concernées le liront.').waitFor()
  await desk.getByLabel('Pourquoi annuler ?').fill('La salle a pris l’eau.')
  await desk.getByRole('button', { name: 'Annuler l’événement' }).click()
  await desk.getByText('C’est enregistré.').waitFor()
  const page = await visit(address, { viewport: PHONE })
  await page.getByText('La salle a pris l’eau.').waitFor()
  await read(page)
})

test('one’s own calendar has an address: it is read, then leads nowhere once stopped', async () => {
  const { address, title } = await anEvent({})
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await joinAs(page, newAddress('calendrier'))
  await page.goto(`${address}/inscription`)
  await page.getByRole('button', { name: 'M’inscrire' }).click()
  await page.goto('/mon-espace/agenda')
  await page.getByRole('button', { name: 'Créer mon adresse' }).click()
  const feed = (await page.locator('.feed-address').getAttribute('href')) ?? ''
  await read(page)
  const path = new URL(feed).pathname
  const calendar = await page.request.get(path)
  expect(calendar.headers()['content-type']).toContain('text/calendar')
  expect((await calendar.text()).replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`)
  await page.getByRole('button', { name: 'Arrêter l’abonnement' }).click()
  await page.getByRole('button', { name: 'Créer mon adresse' }).waitFor()
  expect((await page.request.get(path)).status()).toBe(404)
})

test('the programme comes out as a table on A4, without the site around it', async () => {
  const page = await visit('/agenda/programme')
  await expectTableOnPaper(page, 'Quand')
  expect(await page.getByText('Pour l’imprimer').isVisible()).toBe(false)
  await screenshot(page, 'agenda-programme-papier')
})

type EventFields = { readonly title: string; readonly places?: string | undefined }

/** Publishes an event nobody else uses, which begins within the hour: one still registers, and the sheet is open. */
async function anEvent({ places }: { readonly places?: string }) {
  const title = newTitle('Atelier du parcours')
  const desk = await visit('/')
  await signInAs(desk, AGENT, '/agents/agenda/nouveau')
  await fillEvent(desk, { title, places })
  await desk.getByRole('button', { name: 'Créer le brouillon' }).click()
  await desk.getByText('C’est enregistré.').waitFor()
  await desk.getByRole('button', { name: 'Publier' }).click()
  const face = desk.getByRole('link', { name: 'Voir la page publique' })
  await face.waitFor()
  return { desk, title, path: new URL(desk.url()).pathname, address: (await face.getAttribute('href')) ?? '' }
}

async function fillEvent(page: Page, { title, places }: EventFields): Promise<void> {
  const [start, end] = [wallTime(30), wallTime(30 + 24 * 60)]
  await page.locator('label', { hasText: /^Formation$/ }).click()
  await page.getByLabel('Titre').fill(title)
  await fillDay(page, 'Jour', start)
  await page.getByLabel('Début').fill(start.time)
  await page.getByLabel('Fin', { exact: true }).fill(end.time)
  await fillDay(page, 'Dernier jour, si c’est un autre', end)
  await page.getByLabel('Lieu').fill('Salle du parcours')
  if (places !== undefined) await page.getByLabel('Nombre de places').fill(places)
}

async function fillDay(page: Page, label: string, { day, month, year }: ReturnType<typeof wallTime>): Promise<void> {
  const field = page.getByRole('group', { name: new RegExp(`^${label}`) })
  await field.getByLabel('Jour').fill(day)
  await field.getByLabel('Mois').fill(month)
  await field.getByLabel('Année').fill(year)
}

/** What a clock in Paris shows, some minutes from now. */
function wallTime(minutes: number) {
  const parts = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' })
    .formatToParts(Date.now() + minutes * 60_000)
    .map(({ type, value }) => [type, value])
  const { day, month, year, hour, minute } = Object.fromEntries(parts) as Record<string, string>
  return { day: day!, month: month!, year: year!, time: `${hour}h${minute}` }
}

async function read(page: Page): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
}

async function expectTableOnPaper(page: Page, header: string): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(ON_PAPER)
  const cell = page.getByRole('columnheader', { name: header }).first()
  const shown = await cell.evaluate((element) => [
    getComputedStyle(element).display,
    getComputedStyle(element.closest('thead')!).clipPath,
  ])
  expect(shown).toEqual(['table-cell', 'none'])
  await expectNoSidewaysScroll(page)
}

function newTitle(words: string): string {
  drawn += 1
  return `${words} ${Date.now().toString(36)}${drawn}`
}

let drawn = 0
