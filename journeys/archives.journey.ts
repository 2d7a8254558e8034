import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, LAPTOP, PHONE, tabTo, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'

const AGENT = 'Chargée du budget citoyen (exemple)'
const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const DESK = '/agents/archives'

test('an agent makes a bordereau without a script, an administrator records its visa by keyboard', async () => {
  await inDatabase(
    place().data,
    `INSERT INTO agenda_event (id, slug, kind, title, description, host, place, street, access, starts_at, ends_at,
       takes_registrations, state, state_reason, version, sequence, changed_at, created_at)
     VALUES (gen_random_uuid(), 'visite-ancienne', 'visite', 'Une visite ancienne (exemple)', '', '', '', '', '',
       '2010-05-02T18:00Z', '2010-05-02T20:00Z', false, 'cancelled', '', 1, 0, now(), now())
     ON CONFLICT DO NOTHING`,
  )
  const agent = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(agent, AGENT, DESK)
  await axe(agent)
  await expectNoSidewaysScroll(agent)
  await agent.getByRole('button', { name: 'Faire le bordereau d’élimination' }).click()
  await agent.getByRole('heading', { name: /^Bordereau/ }).waitFor()
  expect(await agent.getByRole('button', { name: 'Enregistrer le visa' }).count()).toBe(0)
  await axe(agent)
  await expectNoSidewaysScroll(agent)

  const administrator = await visit('/', { viewport: LAPTOP })
  await signInAs(administrator, ADMINISTRATOR, new URL(agent.url()).pathname)
  // A box for a day holds several stops in one element: one goes on from the field after it.
  await administrator.getByLabel('Numéro du visa').focus()
  await tabTo(administrator, 'Enregistrer le visa')
  await go(administrator)
  expect(await administrator.getByText('Écrivez le numéro porté sur le document.').count()).toBeGreaterThan(0)
  await axe(administrator)
  await administrator.getByLabel('Qui a signé : nom et fonction').fill('Directrice des Archives (exemple)')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
  await administrator.getByLabel('Jour de la signature').fill(today)
  await administrator.getByLabel('Numéro du visa').fill('V-1')
  await administrator.getByRole('button', { name: 'Enregistrer le visa' }).click()
  await expect
    .poll(
      async () => {
        await administrator.reload()
        return administrator.getByText(/effacés? d’ici/).count()
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0)
  await axe(administrator)
})
