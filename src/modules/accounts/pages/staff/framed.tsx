import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { TRAIL } from '../sign-in-page.tsx'

/** A page of one thing: its title, what to know, and that thing. */
export function Framed(props: {
  readonly site: SiteFrame
  readonly title: string
  readonly lead: string
  readonly trail?: readonly Link[]
  readonly scripts?: readonly string[]
  readonly children?: Child
}) {
  const { site, title, lead, trail = TRAIL, scripts = [] } = props
  return (
    <Page site={site} title={title} description={title} scripts={scripts} unlisted trail={trail}>
      <PageHeader title={title} lead={lead} />
      {props.children}
    </Page>
  )
}
