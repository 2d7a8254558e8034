import { html } from 'hono/html'
import { spaced } from '#kernel/french'
import { grouped } from '../code.ts'
import type { MailList, MailParagraph } from '../post.ts'
import { footerOf, type Letterhead } from './letterhead.ts'
import type { MailText } from './message.ts'

/**
 * The HTML of a mail: one column, styles in the elements because old readers drop the rest, colours that a dark reader may
 * change. No image, no script, nothing fetched: opening it tells nobody.
 */
export function htmlOf(mail: MailText, head: Letterhead): string {
  const body = mail.paragraphs.map((paragraph) => blockOf(paragraph, head.url))
  return String(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${spaced(mail.subject)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .paper { background: #101623 !important; color: #ece7da !important; }
  .soft { color: #b9b4a6 !important; border-color: #3a4256 !important; }
  .code { background: #1b2334 !important; color: #ece7da !important; border-color: #3a4256 !important; }
  .button { background: #7fd0c8 !important; color: #101623 !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#f8f4ea;color:#1d2433">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr><td style="${TEXT}">
<p class="soft" style="margin:0 0 24px;padding:0 0 12px;border-bottom:2px solid #0a5352;color:#4a5160;font-size:16px"><strong>${head.serviceName}</strong> · ${head.territoryName}</p>
${body}
<div class="soft" style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #d9d2c0;color:#4a5160;font-size:15px">
${footerOf(head).map((line) => html`<p style="margin:0 0 6px">${spaced(line)}</p>`)}
${mail.list ? leaveOf(mail.list, head.url) : ''}
</div>
</td></tr></table>
</td></tr></table>
</body>
</html>
`)
}

const TEXT =
  "font-family:'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif;font-size:18px;line-height:1.5;text-align:left"

function leaveOf({ name, unsubscribePath }: MailList, url: string) {
  if (unsubscribePath === undefined) return ''
  return html`<p style="margin:0 0 6px"><a class="soft" href="${url}${unsubscribePath}" style="color:#4a5160">${spaced(`Ne plus recevoir « ${name} »`)}</a></p>`
}

function blockOf(paragraph: MailParagraph, url: string) {
  if (typeof paragraph === 'string')
    return html`<p style="margin:0 0 16px">${spaced(paragraph)}</p>
`
  if ('code' in paragraph) {
    return html`<p class="code" style="margin:0 0 20px;padding:16px;background:#fff;border:1px solid #d9d2c0;border-radius:6px;color:#1d2433;font-size:32px;line-height:1.2;font-weight:bold;text-align:center">${grouped(paragraph.code)}</p>
`
  }
  const address = `${url}${paragraph.href}`
  return html`<p style="margin:0 0 20px"><a class="button" href="${address}" style="display:inline-block;padding:12px 20px;background:#0a5352;border-radius:6px;color:#ffffff;font-weight:bold;text-decoration:none">${spaced(paragraph.label)}</a></p>
<p class="soft" style="margin:-8px 0 20px;color:#4a5160;font-size:15px">Si le bouton ne marche pas, copiez cette adresse : ${address}</p>
`
}
