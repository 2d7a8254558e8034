import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { signInAs } from './people.ts'

const AGENT = 'Responsable de la mission (exemple)'
const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const DESK = '/agents/scrutins'
const MEMBERS = ['stephane.exemple@bureau.example', 'claude.exemple@conseil.example', 'maxime.exemple@comite.example']

test('an agent prepares a vote, a bureau makes its key and rehearses, and a second person publishes', async () => {
  const title = `Vote du parcours ${Date.now().toString(36)}`
  const agent = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(agent, AGENT, `${DESK}/nouveau`)
  const slug = await prepare(agent, title)

  const host = await visit('/')
  await signInAs(host, ADMINISTRATOR, `${DESK}/${slug}/places`)
  await giveSeats(host)
  const shares = await holdCeremony(host, slug)
  await rehearse(host, slug, shares)
  await publish(agent, host, slug, title)
})

async function prepare(page: Page, title: string): Promise<string> {
  await page.getByLabel('Titre du vote').fill(title)
  await page.getByText('C’est un vote fictif').click()
  await page.getByRole('button', { name: 'Commencer' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await checked(page, 'vote-a-preparer')
  const slug = new URL(page.url()).pathname.split('/').at(-1)!

  await page.goto(`${DESK}/${slug}/reglages`)
  await checked(page, 'vote-reglages')
  for (const [name, value] of Object.entries(SETTINGS)) await page.locator(`input[name="${name}"]`).fill(value)
  const file = { name: 'reglement.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 essai') }
  await page.locator('input[name="reglement"]').setInputFiles(file)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('C’est enregistré.').waitFor()

  await page.goto(`${DESK}/${slug}/projets/importer`)
  const csv =
    'code;nom;texte;lieu;coût\nA;Un jardin partagé;On y plante.;Lens;5000\nB;;sans nom;;\nC;Un atelier vélo;On y répare.;Arras;4000'
  const table = { name: 'projets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[name="fichier"]').setInputFiles(table)
  await page.getByRole('button', { name: 'Lire ce fichier' }).click()
  await page.getByText('Il manque le nom du projet.').waitFor()
  await checked(page, 'vote-import')
  await page.getByRole('button', { name: 'Ajouter 2 projets' }).click()
  await page.getByRole('heading', { name: 'Projets soumis au vote' }).waitFor()
  await checked(page, 'vote-projets')
  return slug
}

const YEAR = String(new Date().getFullYear() + 1)
const SETTINGS = {
  'choix-max': '2',
  budget: '8000',
  'ouverture-jour': '1',
  'ouverture-mois': '2',
  'ouverture-annee': YEAR,
  'ouverture-heure': '9 h',
  'fin-jour': '20',
  'fin-mois': '2',
  'fin-annee': YEAR,
  'fin-heure': '18 h 30',
  deliberation: 'n° 12 du 5 janvier',
  membres: '3',
  seuil: '2',
} as const

async function giveSeats(page: Page): Promise<void> {
  for (const [index, address] of MEMBERS.entries()) {
    await page.getByText('Bureau de dépouillement', { exact: true }).last().click()
    await page.getByLabel('Numéro de la place').fill(String(index + 1))
    await page.getByLabel('Adresse mail de son compte').fill(address)
    await page.getByRole('button', { name: 'Donner la place' }).click()
    await page.getByText('C’est enregistré.').waitFor()
  }
  await checked(page, 'vote-places')
}

async function holdCeremony(page: Page, slug: string): Promise<readonly string[]> {
  await page.goto(`/scrutins/${slug}/bureau/ceremonie`)
  await page.getByRole('button', { name: /Fabriquer la clé et ses 4 parts/ }).click()
  const shares: string[] = []
  for (let number = 1; number <= 4; number++) {
    await page.getByRole('heading', { name: `Part ${number} sur 4` }).waitFor()
    await page.getByRole('button', { name: 'Montrer ma part' }).click()
    shares.push((await page.locator('[data-words]').textContent()) ?? '')
    if (number === 1) await checked(page, 'ceremonie-part')
    await page.getByRole('button', { name: 'Ma part est imprimée : la cacher' }).click()
    expect(await page.locator('[data-words]').count(), 'a share that was hidden is gone').toBe(0)
  }
  await page.getByRole('button', { name: 'Enregistrer la clé' }).click()
  await page.getByText('C’est enregistré.').waitFor()
  await checked(page, 'bureau')
  return shares
}

/** A wrong share, one typed twice, a member who is absent: each is said; another day, it passes. */
async function rehearse(page: Page, slug: string, shares: readonly string[]): Promise<void> {
  await page.goto(`/scrutins/${slug}/bureau/repetition`)
  const type = async (text: string, said: RegExp) => {
    await page.getByLabel(/Une part/).fill(text)
    await page.getByRole('button', { name: 'Vérifier cette part' }).click()
    await page.getByRole('status').filter({ hasText: said }).waitFor()
  }
  await type(shares[0]!.replace(/^\S+/, '2'), /ne vont pas ensemble|pas la part|vérif|mot/i)
  await type(shares[0]!, /part 1 est juste/)
  await type(shares[0]!, /déjà tapée/)
  await type(shares[1]!, /part 2 est juste/)
  await type(shares[3]!, /part 4 est juste/)
  await page.getByText(/Pas encore tapées : part 3/).waitFor()
  await checked(page, 'repetition')
  await openTrials(page)

  await page.goto(`/scrutins/${slug}/bureau/repetition`)
  await page.getByText('Il reste à taper : part 3.').waitFor()
  await type(shares[2]!, /part 3 est juste/)
  await type(shares[0]!, /part 1 est juste/)
  await openTrials(page)
  await page.getByRole('link', { name: 'Réussie. Répéter encore' }).waitFor()
  await page.goto(`/scrutins/${slug}/bureau/preuve`)
  await checked(page, 'preuve')
}

async function openTrials(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ouvrir les bulletins d’essai' }).click()
  await page.getByRole('button', { name: 'Enregistrer la répétition' }).click()
  await page.getByText('C’est enregistré.').waitFor()
}

async function publish(agent: Page, other: Page, slug: string, title: string): Promise<void> {
  await agent.goto(`${DESK}/${slug}`)
  await agent.getByRole('button', { name: 'Proposer la publication' }).click()
  await agent.getByText('Quelqu’un d’autre doit maintenant confirmer.').waitFor()
  await checked(agent, 'vote-propose')
  await other.goto(`${DESK}/${slug}`)
  await other.getByRole('button', { name: 'Confirmer et publier' }).click()
  await other.getByRole('heading', { name: 'Le vote publié' }).waitFor()
  await checked(other, 'vote-publie')

  const reader = await visit(`/scrutins/${slug}`, { viewport: PHONE })
  await reader.getByRole('heading', { level: 1, name: title }).waitFor()
  await checked(reader, 'scrutin-320')
  await reader.goto(`/scrutins/${slug}/comment-voter`)
  await checked(reader, 'comment-voter')
  await reader.goto(`/scrutins/${slug}/affiche`)
  await checked(reader, 'affiche')
}

async function checked(page: Page, picture: string): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, picture)
}
