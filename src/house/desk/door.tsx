import type { MiddlewareHandler } from 'hono'
import { hasDesk, type Visitor, visitorOf } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'

/** Tells who is signed in, but not as the desk asks, which way in is theirs. Who is not signed in meets the guards. */
export function deskDoor(frame: SiteFrame): MiddlewareHandler {
  return async (c, next) => {
    const visitor = await visitorOf(c)
    if (!visitor || hasDesk(visitor)) return next()
    if (HAS_SEATS.test(c.req.path) && !WEAK.includes(visitor.assurance)) return next()
    return c.html(<ClosedDoor site={frame} visitor={visitor} />, 403)
  }
}

// Who holds a seat of a vote may have no role here: these pages ask for the seat themselves, and the door for a strong way in.
const HAS_SEATS = /^\/agents\/scrutins\/[a-z0-9-]+\/(?:commission|papier)(?:\/|$)/

const WEAK: readonly Visitor['assurance'][] = ['email-code', 'card', 'franceconnect']

function ClosedDoor({ site, visitor }: { readonly site: SiteFrame; readonly visitor: Visitor }) {
  const door = WEAK.includes(visitor.assurance) ? STRONGER : OTHER
  return (
    <Page site={site} title={door.title} description="Le bureau est réservé." unlisted>
      <PageHeader kicker="Bureau des agents" title={door.title} lead={door.lead} />
      <p>{door.advice}</p>
      <p>
        <ButtonLink href="/connexion/agents?suite=%2Fagents">{door.act}</ButtonLink>
      </p>
      <p>
        <a href="/mon-espace">Revenir à mon espace</a>
      </p>
    </Page>
  )
}

const STRONGER = {
  title: 'Le bureau demande une entrée plus sûre.',
  lead: 'Vous êtes connecté comme habitant. Le bureau montre des données de personnes : un code par e-mail ou une carte ne suffit pas pour l’ouvrir.',
  advice:
    'Si vous êtes agent ou élu, entrez avec votre clé d’accès, votre application de codes ou votre compte professionnel.',
  act: 'Entrer comme agent',
}

const OTHER = {
  title: 'Votre compte n’ouvre pas le bureau.',
  lead: 'Le bureau est réservé aux agents et aux élus du territoire.',
  advice:
    'Si vous venez d’arriver dans l’équipe, demandez à une personne qui administre la plateforme de vous donner un rôle. Si vous avez deux comptes, entrez avec l’autre.',
  act: 'Entrer avec un autre compte',
}
