import { Hono, type Context as HonoContext } from 'hono'
import { deskFrame, formKeys, having } from '#platform/sessions'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { shownName } from '../../names.ts'
import type { House } from '../../pages/claims/forms.ts'
import { TextToRead } from '../../pages/claims/reading.tsx'
import { answerText, textToRead } from '../../pages/claims/reading-acts.ts'
import * as store from '../../store/claims/index.ts'
import { READERS } from './roles.ts'

const PATH = '/agents/annuaire/relecture'
const TITLE = 'Textes à relire'
const ID = ':id{[0-9a-f-]{36}}'

/** `/agents/annuaire/relecture`: what organisations say of themselves, read before it is shown or after. */
export function textDeskRoutes(house: House): Hono {
  const { context, frame } = house
  const desk = new Hono()

  desk.get(PATH, having(READERS), async (c) => {
    const texts = await store.listUnread(context.db, 200)
    return c.html(<TextsPage site={frame} desk={await deskFrame(c, context)} texts={texts} />)
  })
  desk.get(`${PATH}/${ID}`, having(READERS), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/${ID}`, having(READERS), async (c) => {
    const answered = await answerText(c, house, { kind: 'agent' })
    return answered.ok ? c.redirect(PATH, 303) : show(c, house, answered.state, 422)
  })
  return desk
}

async function show(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { context, frame } = house
  const told = await textToRead(house, c.req.param('id') ?? '')
  if (!told || ['draft', 'replaced'].includes(told.text.state)) return c.notFound()
  const keys = formKeys(c, context)
  const { slug, id } = told.text
  const title = shownName(told.text.title)
  return c.html(
    <DeskPage
      site={frame}
      desk={await deskFrame(c, context)}
      title={title}
      description="Ce qu’une structure dit d’elle-même, à relire."
      current={PATH}
      trail={[{ label: TITLE, href: PATH }]}
      publicFace={{ label: 'Voir la page', href: `/annuaire/${slug}` }}
    >
      <PageHeader kicker="À relire" title={title} />
      <TextToRead {...told} {...{ state, keys }} action={`${PATH}/${id}`} />
    </DeskPage>,
    status,
  )
}

function TextsPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly texts: readonly store.Revision[]
}) {
  return (
    <DeskPage
      {...props}
      title={TITLE}
      description="Ce que les structures disent d’elles-mêmes, à relire."
      current={PATH}
    >
      <PageHeader title={TITLE} lead="Ce que les structures écrivent sur leur page. Le plus ancien d’abord." />
      <DataTable<store.Revision>
        caption={TITLE}
        captionHidden
        rows={props.texts}
        columns={[
          {
            header: 'Structure',
            namesRow: true,
            cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{shownName(title)}</a>,
          },
          { header: 'Écrit par', cell: ({ who }) => who ?? 'un compte effacé' },
          { header: 'Quand', cell: ({ savedAt }) => formatInstant(savedAt) },
          { header: 'Aujourd’hui', cell: ({ state }) => (state === 'published' ? 'déjà public' : 'pas encore public') },
        ]}
        empty={<EmptyState title="Rien à relire." />}
      />
    </DeskPage>
  )
}
