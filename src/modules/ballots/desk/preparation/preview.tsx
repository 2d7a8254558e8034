import { Hono } from 'hono'
import { having } from '#platform/sessions'
import { DeskPage } from '#ui/desk'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { OptionCards } from '../../pages/sealed/option-cards.tsx'
import * as store from '../../store/sealed/index.ts'
import { findPoll, type House, ONE_POLL, POLLS, PREPARERS, pathOf, shellOf } from './shell.ts'

/** `/agents/scrutins/:slug/apercu`: what voters will read, before anything is published; and the pictures of a draft. */
export function previewDesk(house: House): Hono {
  const desk = new Hono()
  const { db } = house.context
  desk.get(`${ONE_POLL}/apercu`, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    if (!poll) return c.notFound()
    const options = await store.listShownOptions(db, poll.id)
    const { draft } = poll
    return c.html(
      <DeskPage
        {...(await shellOf(c, house))}
        title="Le vote comme un votant le verra"
        description="Aperçu d’un vote avant sa publication."
        current={POLLS.href}
        trail={[POLLS, { label: draft.title, href: pathOf(poll.slug) }]}
      >
        <PageHeader kicker="Aperçu" title={draft.title} lead={draft.question} />
        <Notice kind="info" title={draft.advisory} />
        <p>
          Qui peut voter : {draft.who}. De {draft.choices.minimum} à {draft.choices.maximum} choix.
        </p>
        <OptionCards
          options={options}
          budget={draft.budget ?? undefined}
          pictureOf={(code) => `${pathOf(poll.slug)}/images/${code}`}
        />
      </DeskPage>,
    )
  })
  desk.get(`${ONE_POLL}/images/:code`, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    const picture = poll && (await store.findPicture(db, poll.id, c.req.param('code') ?? ''))
    if (!picture) return c.notFound()
    return c.body(new Uint8Array(picture.content), 200, {
      'Content-Type': picture.mediaType,
      'Cache-Control': 'no-store',
    })
  })
  return desk
}
