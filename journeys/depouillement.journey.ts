import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { COLOURS } from './axe.ts'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'

const DESK = '/outils/depouillement'
const WIELICZKA = resolve(import.meta.dirname, '../data/pabulib/Poland_Wieliczka_2023_Green_Budget.pb')
const folder = mkdtempSync(join(tmpdir(), 'filigrane-depouillement-'))
afterAll(() => rmSync(folder, { recursive: true }))

const VILLAGE = `META
key;value
description;Budget du village
country;France
unit;Village
instance;2025
num_projects;3
num_votes;4
budget;300
vote_type;approval
rule;greedy
currency;EUR
PROJECTS
project_id;cost;votes;name;selected
jardin;150;3;Jardin partagé;1
banc;100;2;Banc & <abri>;1
four;200;1;Four à pain;0
VOTES
voter_id;vote
1;jardin
2;jardin,banc
3;jardin,banc
4;four
`

test('a city drops its file and reads who wins, what it costs and what is odd in the file', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'village.pb', VILLAGE.replace('1;jardin\n', '1;jardin,jardin\n'))

  await headline(page, /2.projets financés sur 3, pour 250.€ sur 300.€/)
  await page.getByText('1 remarque sur le fichier').click()
  expect(await page.getByRole('row', { name: /Ligne 20 .*est choisi deux fois/ }).count()).toBe(1)
  expect(await page.getByText('exactement le résultat que le fichier annonce').count()).toBe(1)
  expect(await page.getByText('Banc & <abri>').count()).toBeGreaterThan(0)
  await axe(page)
})

test('Wieliczka by the rule of Wieliczka gives the thirty projects that Wieliczka announced', async () => {
  const page = await visit(`${DESK}?reglage=wieliczka-2023`)
  await choose(page, WIELICZKA)
  await headline(page, /30.projets financés sur 64, pour 995.079.PLN/)
  expect(await page.getByText('exactement le résultat que le fichier annonce').count()).toBe(1)
})

test('each rule counts the same ballots, and the address keeps the one that was chosen', async () => {
  const page = await visit(DESK)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé sur 3/)
  for (const [rule, words] of [
    ['Les plus choisis d’abord', /2.projets financés .* 250/],
    ['Phragmén', /2.projets financés .* 250/],
    ['Le plus grand total', /2.projets financés .* 250/],
  ] as const) {
    await page.getByRole('radio', { name: rule }).check()
    await headline(page, words)
  }
  await page.getByRole('radio', { name: 'Parts égales' }).check()
  await headline(page, /1.projet financé/)
  await page.getByLabel('S’il reste de l’argent').selectOption('Il va aux projets les plus choisis')
  await headline(page, /2.projets financés/)
  expect(new URL(page.url()).search).toBe('?regle=equal-shares&complement=utilitarian')

  await page.reload()
  expect(await page.getByLabel('S’il reste de l’argent').inputValue()).toBe('utilitarian')
})

test('each parameter says what it means, and what it is when it is left alone', async () => {
  const page = await visit(DESK)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé/)
  const rest = page.getByLabel('S’il reste de l’argent')
  await expect.poll(() => rest.locator('option').first().textContent()).toMatch(/tout prêt : on ne le dépense pas/)
  await page.getByLabel('Réglages tout prêts').selectOption('Wieliczka (Pologne), 2023')
  await expect.poll(() => rest.locator('option').first().textContent()).toMatch(/: on recommence avec des parts/)
  expect(await page.getByText('puis une comparaison avec les plus choisis d’abord').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Revenir aux réglages de départ' }).click()
  await expect.poll(() => rest.locator('option').first().textContent()).toMatch(/: on ne le dépense pas/)
})

test('what a rule has no use for is not asked, and what the ballots do not allow is greyed', async () => {
  const page = await visit(DESK)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé/)
  await page.getByRole('radio', { name: 'Phragmén' }).check()
  expect(await page.getByLabel('Ce qui compte pour un votant').isVisible()).toBe(false)
  expect(await page.getByLabel('Seuil').isVisible()).toBe(false)
  await page.getByRole('radio', { name: 'Les plus choisis d’abord' }).check()
  expect(await page.getByLabel('Seuil').isVisible()).toBe(true)
  expect(await page.locator('option[value="points"]').isDisabled()).toBe(true)
})

test.each([
  ['vide.pb', '', /vide\.pb ne peut pas être compté/, /le fichier est vide/i],
  ['fautif.pb', VILLAGE.replace('banc;100', 'banc;-100'), /ne peut pas être compté/, /Ligne 16.: le coût «.-100.»/],
  [
    'autre.pb',
    VILLAGE.replace('4;four', '4;fontaine'),
    /ne peut pas être compté/,
    /Ligne 23.: le projet «.fontaine.» n’existe pas/,
  ],
  ['page.html', '<!doctype html><p>Bonjour', /ne peut pas être compté/, /META/],
])('%s is refused with what is wrong and where', async (name, text, title, sentence) => {
  const page = await visit(DESK)
  await chooseText(page, name, text)
  const alert = page.getByRole('alert')
  await expect.poll(() => alert.textContent()).toMatch(title)
  expect(await alert.textContent()).toMatch(sentence)
  expect(await page.getByRole('heading', { name: 'Le résultat' }).isVisible()).toBe(false)
  await axe(page)
})

test('a published vote is one click away, and its address opens it for others', async () => {
  const page = await visit(DESK)
  await page.getByRole('button', { name: /Million vert de Wieliczka/ }).click()
  await headline(page, /21.projets financés sur 64/)
  expect(new URL(page.url()).searchParams.get('scrutin')).toBe('wieliczka-2023')
  const other = await visit(new URL(page.url()).pathname + new URL(page.url()).search)
  await headline(other, /21.projets financés sur 64/)
})

test('an address that names no published vote says so, and a file can still be chosen', async () => {
  const page = await visit(`${DESK}?scrutin=nulle-part`, { expectedErrors: /404/ })
  await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/n’a pas pu être ouvert/)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé sur 3/)
})

test('each project tells why it won or lost, and what it lacked', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /2.projets financés/)
  await page.locator('summary').getByText('Four à pain').click()
  await expect.poll(() => page.getByText(/Il manquait 150.€/).isVisible()).toBe(true)
  await axe(page)
})

test('what would have made a project win is found by counting again, on demand', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /2.projets financés/)
  await page.locator('summary').getByText('Four à pain').click()
  await page.getByRole('button', { name: 'Que lui aurait-il fallu pour gagner ?' }).click()
  await expect.poll(() => page.getByText(/votes de plus pour lui seul, il gagnait. Avec/).count()).toBe(1)
  expect(await page.getByText(/S’il coûtait 50.(EUR|€), il gagnait/).count()).toBe(1)
})

test('from a published result, the same ballots are counted by another rule', async () => {
  const page = await visit('/scrutins/swiecie-2023/resultats')
  await page.getByRole('link', { name: 'Compter ces bulletins par une autre règle' }).click()
  await headline(page, /projets? financés? sur 22/)
})

test('a voter finds a ballot by its number; a number that is not there is said', async () => {
  const page = await visit(DESK)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé/)
  await page.getByLabel('Numéro du bulletin').fill('3')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('heading', { name: /Bulletin 3 : 2.choix, 1.financé/ }).count()).toBe(1)
  await page.getByLabel('Numéro du bulletin').fill('99')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText('Aucun bulletin ne porte le numéro « 99 »').count()).toBe(1)
  await axe(page)
})

test('the rules side by side: what each gives, and the projects they do not agree on', async () => {
  const page = await visit(`${DESK}?reglage=wieliczka-2023`)
  await choose(page, WIELICZKA)
  await headline(page, /30.projets financés/)
  await page.getByRole('button', { name: 'Comparer les règles' }).click()
  const table = page.getByRole('table', { name: 'Ce que donne chaque règle' })
  await expect.poll(() => table.count(), { timeout: 60_000 }).toBe(1)
  expect(await table.getByRole('row', { name: /La règle choisie.*30.*995.079/ }).count()).toBe(1)
  expect(await table.getByRole('row').count()).toBe(7)
  await axe(page)
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
})

test('the result, its table and its certificate are written by the browser', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /2.projets financés/)
  const report = JSON.parse(await saved(page, 'Le compte rendu complet (JSON)', 'village-resultats.json'))
  expect(report).toMatchObject({ winners: ['banc', 'jardin'], cost: '250' })
  expect(await saved(page, 'Les projets (CSV)', 'village-resultats.csv')).toContain(
    '1;jardin;Jardin partagé;150;EUR;3;oui;',
  )
  const certificate = JSON.parse(await saved(page, 'Le certificat (JSON)', 'village-certificat.json'))
  expect(certificate).toMatchObject({ winners: ['jardin', 'banc'] })
  await expect.poll(() => page.getByText('Le certificat est juste').count()).toBe(1)
})

test('once loaded, the page works without network, its rule and a published vote included', async () => {
  const page = await visit(`${DESK}?scrutin=assen-2024`, { expectedErrors: /ERR_INTERNET_DISCONNECTED|Failed to load/ })
  await headline(page, /projets? financés? sur 14/)
  await expect.poll(() => page.getByText('elle marche aussi sans connexion').count()).toBe(1)
  await page.reload()
  await headline(page, /projets? financés? sur 14/)

  await page.context().setOffline(true)
  await page.reload()
  await headline(page, /projets? financés? sur 14/)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé sur 3/)
})

test('a file dropped on the page is opened like a chosen one', async () => {
  const page = await visit(DESK)
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'glissé.pb'))
    return transfer
  }, VILLAGE)
  await page.getByText('Déposez ici un fichier').dispatchEvent('drop', { dataTransfer: files })
  await headline(page, /1.projet financé sur 3/)
  expect(await page.getByRole('definition').filter({ hasText: 'glissé.pb' }).count()).toBe(1)
})

test('work that takes long is said, can be stopped, and another rule is counted at once', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'ville.pb', city(30_000, 80))
  await headline(page, /projets financés sur 80/)
  await page.getByRole('radio', { name: 'Parts égales' }).check()
  await page.getByLabel('Réglages tout prêts').selectOption('Le calculateur equalshares.net')
  await page.getByRole('button', { name: 'Arrêter' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Reprendre le calcul' }).count()).toBe(1)
  expect(await page.getByRole('heading', { name: 'Projet par projet' }).isVisible()).toBe(false)
  await axe(page)

  await page.getByRole('radio', { name: 'Les plus choisis d’abord' }).check()
  await headline(page, /projets financés sur 80/)
})

test('printed, the page keeps the rule, the result and the projects, and leaves the form', async () => {
  const page = await visit(`${DESK}?regle=greedy`)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /2.projets financés/)
  await page.getByRole('button', { name: 'Ouvrir toutes les explications' }).click()
  await expect.poll(() => page.getByText(/n’est pas financé\. Quand son tour est venu/).count()).toBe(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('radio', { name: 'Phragmén' }).isVisible()).toBe(false)
  expect(await page.locator('summary').getByText('Four à pain').isVisible()).toBe(true)
  expect(await page.getByText('On range les projets').isVisible()).toBe(true)
  await screenshot(page, 'desk printed')
})

test('with the keyboard alone: a published vote, a rule, an explanation', async () => {
  const page = await visit(DESK)
  await tabTo(page, 'Choisir un fichier .pb')
  await tabTo(page, /Assen Top Idee/)
  await page.keyboard.press('Enter')
  await headline(page, /sur 14/)
  await tabTo(page, /Parts égales/)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => new URL(page.url()).searchParams.get('regle')).toBe('greedy')
  await headline(page, /sur 14/)
  await page.locator('details.project > summary').first().focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('details.project[open]').count()).toBe(1)
})

test.each([
  ['on a laptop', LAPTOP],
  ['on a phone', PHONE],
] as const)('%s the whole desk reads well, by day, by night and in forced colours', async (name, viewport) => {
  const page = await visit(DESK, { viewport })
  await axe(page)
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé/)
  await page.locator('summary').getByText('Jardin partagé').click()
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, `desk ${name}`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await axe(page, COLOURS)
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  await axe(page, COLOURS)
})

test('without JavaScript the page says so, and gives the words of the other way', async () => {
  const page = await visit(DESK, { javaScript: false, viewport: LAPTOP })
  const notice = page.locator('noscript')
  expect(await notice.isVisible()).toBe(true)
  expect(await notice.textContent()).toMatch(/a besoin de JavaScript[\s\S]*filigrane tally FICHIER.pb --rule/)
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await axe(page)
})

test('nothing of a file or of a ballot number leaves the page', async () => {
  const page = await visit(DESK)
  const asked: string[] = []
  page.on('request', (request) =>
    asked.push(`${request.method()} ${new URL(request.url()).pathname}${request.postData() ?? ''}`),
  )
  await chooseText(page, 'village.pb', VILLAGE)
  await headline(page, /1.projet financé/)
  await page.getByLabel('Numéro du bulletin').fill('3')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('heading', { name: /Bulletin 3/ }).count()).toBe(1)
  for (const each of asked) expect(each).toMatch(/^GET \/(outils|public)\//)
})

async function choose(page: Page, path: string): Promise<void> {
  await page.getByLabel('Choisir un fichier .pb').setInputFiles(path)
}

async function chooseText(page: Page, name: string, text: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  await choose(page, path)
}

/** A city of many different ballots, drawn from a fixed seed: its count with growing shares takes seconds. */
function city(voters: number, projects: number): string {
  let seed = 1
  const draw = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % projects
  }
  return [
    ...['META', 'key;value', 'description;Ville', 'country;France', 'unit;Ville', 'instance;2025'],
    ...[`num_projects;${projects}`, `num_votes;${voters}`, 'budget;30000000', 'vote_type;approval', 'rule;greedy'],
    ...['PROJECTS', 'project_id;cost;name'],
    ...Array.from({ length: projects }, (_, project) => `${project};${500_000 + 10_000 * draw()};Projet ${project}`),
    ...['VOTES', 'voter_id;vote'],
    ...Array.from(
      { length: voters },
      (_, voter) => `${voter};${[...new Set([draw(), draw(), draw(), draw()])].join(',')}`,
    ),
    '',
  ].join('\n')
}

async function headline(page: Page, words: RegExp): Promise<void> {
  const sentence = page.locator('.outcome-headline')
  await expect
    .poll(async () => (await sentence.count()) > 0 && sentence.textContent(), { timeout: 60_000 })
    .toMatch(words)
}

/** Takes a download, looks at its name, gives its text. */
async function saved(page: Page, button: string, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  expect(download.suggestedFilename()).toBe(name)
  return readFileSync(await download.path(), 'utf8')
}
