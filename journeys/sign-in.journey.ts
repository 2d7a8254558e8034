import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, focusedName, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { askForCode, codeSentTo, typeCode, wrongCode } from './codes.ts'

const h1 = (page: Awaited<ReturnType<typeof visit>>) => page.getByRole('heading', { level: 1 }).textContent()

test('without a mouse and without scripts, a newcomer asks for a code, types it, says their name, and comes back', async () => {
  const page = await visit('/connexion?suite=%2Fscrutins', { javaScript: false })
  await tabTo(page, /Votre adresse e-mail/)
  await page.keyboard.type('nouvelle@habitants.example')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/connexion\/code/)
  await axe(page)
  await tabTo(page, /Code reçu/)
  const code = await codeSentTo('nouvelle@habitants.example')
  await page.keyboard.type(`${code.slice(0, 2)} ${code.slice(2, 4)} ${code.slice(4)}`)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/connexion\/qui/)
  await axe(page)
  await tabTo(page, /Comment voulez-vous qu’on vous appelle/)
  await page.keyboard.type('Nouvelle')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/scrutins')
  await page.goto('/mon-espace/compte')
  expect(await page.getByLabel('Comment voulez-vous qu’on vous appelle').inputValue()).toBe('Nouvelle')
})

test('a wrong code is told beside the field, and after two the other ways are there', async () => {
  const page = await visit('/connexion', { viewport: PHONE })
  await askForCode(page, 'fautes@habitants.example')
  const code = await codeSentTo('fautes@habitants.example')
  await typeCode(page, wrongCode(code))
  expect(await page.locator('#champ-code-erreur').textContent()).toContain('Encore 4')
  expect(await page.getByText('Vous n’y arrivez pas').count()).toBe(0)
  await typeCode(page, wrongCode(code))
  expect(await page.getByRole('link', { name: 'Entrer avec une carte' }).count()).toBe(1)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'connexion-code-faux-phone')

  for (let tried = 0; tried < 3; tried++) await typeCode(page, wrongCode(code))
  await typeCode(page, code)
  expect(await page.locator('#champ-code-erreur').textContent()).toContain('Cinq codes faux')
})

test('a code asked for on one device is no use on another, nor a second time', async () => {
  const mine = await visit('/connexion')
  await askForCode(mine, 'deux-ecrans@habitants.example')
  const code = await codeSentTo('deux-ecrans@habitants.example')

  const other = await visit('/connexion/code')
  expect(await other.locator('.lead').first().textContent()).toContain('Aucun code n’attend dans ce navigateur')
  await askForCode(other, 'deux-ecrans@habitants.example')
  await typeCode(other, code)
  expect(await other.locator('#champ-code-erreur').textContent()).toContain('demandé dans ce navigateur')

  await typeCode(mine, code)
  await mine.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Deux')
  await mine.getByRole('button', { name: 'Créer mon compte' }).click()
  await mine.waitForURL(/\/mon-espace$/)
  await mine.goto('/connexion/code')
  expect(await mine.locator('.lead').first().textContent()).toContain('Aucun code n’attend')
})

test('a household shares an address: each chooses their name, or adds one', async () => {
  const page = await visit('/connexion')
  await askForCode(page, 'foyer@residents.example')
  await typeCode(page, await codeSentTo('foyer@residents.example'))
  await page.waitForURL(/\/connexion\/qui/)
  expect(await h1(page)).toMatch(/Qui êtes-vous/)
  await axe(page)
  await screenshot(page, 'connexion-qui')
  await page.getByRole('button', { name: 'Entrer', exact: true }).click()
  await page.locator('#champ-personne-erreur').waitFor()
  await page.locator('label', { hasText: 'Sacha Exemple-Foyer' }).click()
  await page.getByRole('button', { name: 'Entrer', exact: true }).click()
  await page.waitForURL(/\/mon-espace$/)
  expect(await page.content()).toContain('Sacha Exemple-Foyer')
})

test('a card lets in without e-mail; what is mistyped is told field by field', async () => {
  const page = await visit('/connexion')
  await page.getByRole('link', { name: 'Entrer avec ma carte' }).click()
  await page.waitForURL(/\/connexion\/carte/)
  await axe(page)
  const send = async (number: string, code: string) => {
    await page.getByLabel('Numéro de la carte').fill(number)
    await page.getByLabel('Code de la carte').fill(code)
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Entrer', exact: true }).click(),
    ])
    await page.waitForLoadState()
  }
  await send('2026 0001 05', 'DEMC ARTE FKTV')
  expect(await page.locator('#champ-numero-erreur').textContent()).toContain('Vérifiez-les un par un')
  await send('2026 0001 04', 'DEMC ARTE FKTW')
  expect(await page.locator('#champ-code-erreur').textContent()).toContain('ne vont pas ensemble')
  expect(await page.getByLabel('Code de la carte').inputValue()).toBe('')
  await axe(page)
  await send('2026 0001 04', 'demc arte fktv')
  await page.waitForURL(/\/mon-espace$/)
  expect(await page.content()).toContain('Dominique Exemple-Carte')
})

test('signed out everywhere, another device is out too', async () => {
  const address = 'partout@habitants.example'
  const [first, second] = [await visit('/connexion'), await visit('/connexion')]
  for (const page of [first, second]) {
    await askForCode(page, address)
    await typeCode(page, await codeSentTo(address))
    if (page.url().includes('/connexion/qui')) {
      await page.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Partout')
      await page.getByRole('button', { name: 'Créer mon compte' }).click()
    }
    await page.waitForURL(/\/mon-espace$/)
  }
  await second.goto('/mon-espace/compte')
  await axe(second)
  await expectNoSidewaysScroll(second)
  await second.getByRole('button', { name: 'Fermer partout' }).click()
  await second.waitForURL(/\/deconnexion$/)
  expect(await h1(second)).toBe('Vous êtes déconnecté')
  await first.goto('/mon-espace/compte')
  expect(new URL(first.url()).pathname).toBe('/connexion')
})

test('what was written when the session ended is given back, and sent once signed in again', async () => {
  const page = await visit('/connexion')
  await page.getByRole('button', { name: 'Camille Exemple', exact: true }).click()
  await page.waitForURL(/\/mon-espace$/)
  await page.goto('/mon-espace/compte')
  await page.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Camille, longuement')
  await page.context().clearCookies({ name: '__Host-session' })
  await page.getByRole('button', { name: 'Garder ce nom' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vous n’êtes plus connecté' }).waitFor()
  await axe(page)

  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Me connecter (nouvel onglet)' }).click(),
  ])
  await tab.getByRole('button', { name: 'Camille Exemple', exact: true }).click()
  await tab.waitForURL(/\/mon-espace\/compte$/)
  await page.getByRole('button', { name: 'Renvoyer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor()
  expect(await page.getByLabel('Comment voulez-vous qu’on vous appelle').inputValue()).toBe('Camille, longuement')
})

test('an aidant accepts, acts under a banner that says for whom, and the person ends it', async () => {
  const giver = await visit('/connexion')
  await giver.getByRole('button', { name: 'Alix Exemple-Projet', exact: true }).click()
  await giver.waitForURL(/\/mon-espace$/)
  await giver.goto('/mon-espace/aide')
  await axe(giver)
  await giver.getByLabel('L’adresse e-mail de la personne').fill('charlie.exemple@associations.example')
  await giver.locator('label', { hasText: 'Trois mois' }).click()
  await giver.getByRole('button', { name: 'Demander à cette personne' }).click()
  await giver.getByText('n’a pas encore répondu').waitFor()

  const aidant = await visit('/connexion', { javaScript: false, viewport: PHONE })
  await aidant.getByRole('button', { name: 'Charlie Exemple-Association', exact: true }).click()
  await aidant.goto('/mon-espace/aide')
  await aidant.getByRole('button', { name: 'Accepter d’aider' }).click()
  await aidant.getByRole('button', { name: 'Agir pour Alix' }).click()
  await aidant.waitForURL(/\/mon-espace$/)
  await aidant.goto('/mon-espace/aide')
  const banner = aidant.getByRole('region', { name: 'Au nom de quelqu’un' })
  expect(await banner.textContent()).toContain('Alix Exemple-Projet')
  await axe(aidant)
  await expectNoSidewaysScroll(aidant)
  await banner.getByRole('button', { name: 'Terminer' }).click()
  await aidant.waitForURL(/\/mon-espace$/)

  await giver.goto('/mon-espace/aide')
  expect(await giver.locator('#historique').locator('..').locator('..').textContent()).toContain('a agi pour vous')
  await giver.getByRole('button', { name: /^Arrêter/ }).click()
  await giver.getByRole('button', { name: /^Arrêter/ }).waitFor({ state: 'detached' })
})

test('an agent makes a card for somebody without e-mail, and acts for them', async () => {
  const page = await visit('/connexion')
  await page.getByRole('button', { name: 'Chargée du budget citoyen (exemple)', exact: true }).click()
  await page.waitForURL(/\/mon-espace$/)
  await page.goto('/agents/cartes')
  await axe(page)
  await page.getByLabel('Comment veut-elle qu’on l’appelle').fill('Marcelle Sans-Mail')
  await page.getByRole('button', { name: 'Inscrire cette personne' }).click()
  await page.getByRole('button', { name: 'Faire la carte de Marcelle Sans-Mail' }).click()
  await page.getByRole('heading', { level: 1, name: 'Carte à imprimer' }).waitFor()
  await axe(page)
  await screenshot(page, 'agents-carte')
  const [number, code] = await page.locator('.printed-card dd').allTextContents()
  expect(new URL(page.url()).search).toBe('')

  const resident = await visit('/connexion/carte', { javaScript: false })
  await resident.getByLabel('Numéro de la carte').fill(number ?? '')
  await resident.getByLabel('Code de la carte').fill(code ?? '')
  await resident.getByRole('button', { name: 'Entrer', exact: true }).click()
  await resident.waitForURL(/\/mon-espace$/)

  await page.goto('/agents/pour')
  await axe(page)
  await page.getByLabel('Nom, adresse e-mail ou numéro de carte').fill('marcelle')
  await page.locator('#travail').getByRole('button', { name: 'Chercher', exact: true }).click()
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Agir pour Marcelle Sans-Mail' }).first().click()
  await page.locator('label', { hasText: 'La personne est avec moi' }).click()
  await page.getByRole('button', { name: 'Agir pour Marcelle Sans-Mail' }).click()
  await page.waitForURL(/\/mon-espace$/)
  await resident.goto('/mon-espace/aide')
  expect(await resident.content()).toContain('a agi pour vous, en votre présence')
  await page.goto('/mon-espace/aide')
  await page.getByRole('button', { name: 'Terminer' }).click()
  await page.waitForURL(/\/mon-espace$/)
})

test('an address mistyped gives the focus to what is wrong, and keeps what was typed', async () => {
  const page = await visit('/connexion')
  await page.getByLabel('Votre adresse e-mail').fill('pas une adresse')
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await page.locator('#champ-adresse-erreur').waitFor()
  expect(await page.getByLabel('Votre adresse e-mail').inputValue()).toBe('pas une adresse')
  await page.getByRole('link', { name: /Cette adresse ne semble pas complète/ }).click()
  expect(await focusedName(page)).toMatch(/Votre adresse e-mail/)
})
