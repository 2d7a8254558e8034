import { Hono, type Context as HonoContext } from 'hono'
import { nameCommunes } from '#modules/territory'
import type { Context } from '#platform/context'
import { listAttachments, shownAttachment } from '#platform/files'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  type Role,
  readForm,
  theVisitor,
} from '#platform/sessions'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import type { HiddenKeys } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { AttachmentList, type ShownFile } from '#ui/upload'
import { answerMessage } from './commands.ts'
import { periodDesk } from './desk.periods.tsx'
import { ATTACHMENT_KIND, codesOf, hasWayBack, type StoredMessage, SUBJECT_WORDS } from './model.ts'
import { listMessages } from './store.ts'

const READERS: readonly Role[] = ['agent', 'administrator']
const MOST_SHOWN = 100

/** `/agents/messages`: what people wrote, the oldest that waits first. */
export function noticeDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  desk.route('/', periodDesk(context, frame))
  desk.get('/agents/messages', having(READERS), (c) => show(c, undefined, 200))

  desk.post('/agents/messages/:id{[0-9a-f-]{36}}/repondu', having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, FORM_SENTENCES[form.refusal], 422)
    const acting = contextOf(context, await theVisitor(c))
    const { submission } = form.value
    const answered = await answerMessage(acting, { submission, messageId: c.req.param('id') })
    // Answered already, or gone: the list says how things are.
    if (!answered.ok) return show(c, 'Ce message a déjà reçu une réponse, ou il a été supprimé.', 422)
    return c.redirect('/agents/messages', 303)
  })

  async function show(c: HonoContext, problem: string | undefined, status: 200 | 422) {
    const [messages, around] = [await listMessages(context.db, MOST_SHOWN), await deskFrame(c, context)]
    const communes = await nameCommunes(context.db, codesOf([...messages.waiting, ...messages.answered]))
    const files = await filesOf([...messages.waiting, ...messages.answered])
    // Each button is a form of its own, done once.
    const keysFor = () => formKeys(c, context)
    return c.html(
      <MessagesPage site={frame} desk={around} {...{ messages, communes, files, keysFor, problem }} />,
      status,
    )
  }

  async function filesOf(messages: readonly StoredMessage[]): Promise<FilesByMessage> {
    const ids = messages.map(({ id }) => id)
    const listed = await listAttachments(context.db, ATTACHMENT_KIND, ids)
    return new Map([...listed].map(([id, files]) => [id, files.map(shownAttachment)]))
  }

  return desk
}

type FilesByMessage = ReadonlyMap<string, readonly ShownFile[]>

type MessagesProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly messages: Awaited<ReturnType<typeof listMessages>>
  /** Names by code. */
  readonly communes: ReadonlyMap<string, string>
  readonly files: FilesByMessage
  readonly keysFor: () => HiddenKeys
  readonly problem: string | undefined
}

function MessagesPage({ site, desk, messages, communes, files, keysFor, problem }: MessagesProps) {
  const { waiting, answered } = messages
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Messages"
      description="Les messages reçus par le formulaire de contact."
      current="/agents/messages"
      publicFace={{ label: 'Voir le formulaire', href: '/contact' }}
    >
      <PageHeader
        title="Messages"
        lead={`${formatCount(waiting.length, 'message attend', 'messages attendent')} une réponse.`}
      />
      {problem !== undefined && <Notice kind="error" title={problem} />}
      <Section id="nouveaux" title="Nouveaux" lead="Le plus ancien d’abord.">
        {waiting.length === 0 && (
          <EmptyState title="Personne n’attend.">
            <p>Les messages envoyés par la page « Nous contacter » arrivent ici.</p>
          </EmptyState>
        )}
        {waiting.map((message) => (
          <Message message={message} commune={communes.get(message.communeCode ?? '')} files={files.get(message.id)}>
            <form action={`/agents/messages/${message.id}/repondu`} method="post">
              <Keys keys={keysFor()} />
              <Button weight="quiet">
                {hasWayBack(message) ? 'Répondu' : 'Lu'}
                <span class="hidden"> : {message.reference}</span>
              </Button>
            </form>
          </Message>
        ))}
      </Section>
      {answered.length > 0 && (
        <Section id="repondus" title="Répondus" lead="Le dernier d’abord. Supprimés un an après leur arrivée.">
          {answered.map((message) => (
            <Message
              message={message}
              commune={communes.get(message.communeCode ?? '')}
              files={files.get(message.id)}
            />
          ))}
        </Section>
      )}
    </DeskPage>
  )
}

function Message(props: {
  readonly message: StoredMessage
  readonly commune: string | undefined
  readonly files: readonly ShownFile[] | undefined
  readonly children?: unknown
}) {
  const { message, commune, files = [], children } = props
  const { email, telephone } = message
  return (
    <article class="letter" aria-labelledby={message.reference}>
      <h3 id={message.reference}>
        {SUBJECT_WORDS[message.subject]}
        {message.name !== undefined && `, de ${message.name}`}
        {commune !== undefined && `, ${commune}`}
      </h3>
      <p class="hint">
        {message.reference}, reçu le {formatInstant(message.receivedAt)}
        {message.answeredAt && `, répondu le ${formatInstant(message.answeredAt)}`}
      </p>
      <p class="letter-body">{message.body}</p>
      <AttachmentList files={files} />
      <p>
        {email !== undefined && (
          <a href={`mailto:${encodeURIComponent(email)}?subject=${message.reference}`}>{email}</a>
        )}{' '}
        {telephone !== undefined && <a href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>{telephone}</a>}
        {email === undefined && telephone === undefined && 'Sans adresse ni numéro : on ne peut pas répondre.'}
      </p>
      {children}
    </article>
  )
}
