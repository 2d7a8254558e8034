import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { findMail, listMails } from '#platform/mail'
import { textOf } from '#platform/mail/sending'
import { formKeys, sentFields } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { MailPage } from './mail-page.tsx'
import { MailboxPage } from './mailbox-page.tsx'

const SHOWN = 50

/** `/demonstration/…`: only where the people are invented, and anyone may be any of them. */
export function demonstrationPages(context: Context, frame: SiteFrame, url: string): Hono {
  const app = new Hono()
  const list = async (c: HonoContext, letters: string) => {
    const mails = await listMails(context.db, letters, SHOWN)
    return c.html(<MailboxPage site={frame} keys={formKeys(c, context)} {...{ mails, letters }} />)
  }
  app.get('/demonstration/courriels', (c) => list(c, ''))
  // An address looked for stays out of the page's own address: that one is written in histories and logs.
  app.post('/demonstration/courriels', async (c) => {
    const { destinataire = '' } = (await sentFields(c)).fields
    return list(c, destinataire.trim().slice(0, 254))
  })
  app.get('/demonstration/courriels/:id', async (c) => {
    const id = c.req.param('id')
    const mail = isUuid(id) ? await findMail(context.db, id) : undefined
    if (!mail) return c.notFound()
    const { serviceName, territoryName, contact } = context.settings
    const text = textOf(mail, { url, serviceName, territoryName, telephone: contact.telephone })
    return c.html(<MailPage site={frame} {...{ mail, text }} />, 200, { 'Cache-Control': 'no-store' })
  })
  return app
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
