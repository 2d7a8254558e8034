import type { BrowserContext, Page, Request } from 'playwright-core'

/** Of one page, the last of each. */
type Documents = { asked: string; answered: string }

/**
 * Follows the pages of a visitor, to tell where a story was lost.
 *
 * @returns  what each page still open shows: its address, the last document asked for and what answered, its title and its
 *           first words
 */
export function watchPages(context: BrowserContext): () => Promise<string> {
  const documents = new Map<Page, Documents>()
  context.on('page', (page) => {
    const met: Documents = { asked: 'aucun', answered: 'rien' }
    const isDocument = (request: Request) => request.isNavigationRequest() && request.frame() === page.mainFrame()
    page.on('request', (request) => {
      if (isDocument(request)) met.asked = `${request.method()} ${request.url()}`
    })
    page.on('response', (response) => {
      const said = `${response.status()} ${response.statusText()} (${response.url()})`
      if (isDocument(response.request())) met.answered = said
    })
    documents.set(page, met)
  })
  return async () => {
    const open = [...documents].filter(([page]) => !page.isClosed())
    return (await Promise.all(open.map(([page, met]) => tell(page, met)))).join('\n\n')
  }
}

const FIRST_WORDS = 400
// One that hangs is told as such: the story is lost already.
const PATIENCE_MS = 5_000

async function tell(page: Page, { asked, answered }: Documents): Promise<string> {
  const title = await shown(page, 'h1')
  const text = (await shown(page, 'main, body')).slice(0, FIRST_WORDS)
  return [
    `page laissée ouverte : ${page.url()}`,
    `dernier document demandé : ${asked}`,
    `dernière réponse : ${answered}`,
    `titre : ${title}`,
    `texte : ${text}`,
  ].join('\n')
}

async function shown(page: Page, selector: string): Promise<string> {
  try {
    const text = await page.locator(selector).last().textContent({ timeout: PATIENCE_MS })
    return (text ?? '').replaceAll(/\s+/g, ' ').trim()
  } catch {
    return 'rien à lire'
  }
}
