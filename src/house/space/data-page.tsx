import type { Visitor } from '#platform/sessions'
import { ButtonLink, type Link } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import type { Kept } from './kept.ts'
import { KeptView } from './kept-view.tsx'

const TRAIL: readonly Link[] = [
  { label: 'Accueil', href: '/' },
  { label: 'Mon espace', href: '/mon-espace' },
]

/** `/mon-espace/donnees`: see, take away, correct, erase. */
export function DataPage(props: {
  readonly site: SiteFrame
  readonly visitor: Visitor
  readonly kept: Kept
  /** Where what is wrong can be corrected. */
  readonly corrections: readonly Link[]
}) {
  const { site, visitor, kept, corrections } = props
  return (
    <Page
      site={site}
      title="Mes données"
      description="Voir, emporter, corriger ou effacer vos données."
      trail={TRAIL}
      current="/mon-espace"
      unlisted
    >
      {visitor.actingFor && <ActingBanner name={visitor.actingFor.displayName} />}
      <PageHeader
        title="Mes données"
        lead="Voici tout ce que ce site garde de vous. Vous pouvez l’emporter, le corriger ou l’effacer."
      />
      <Section id="voir" title="Voir" lead="À qui cela sert, et jusqu’à quand : la page Données personnelles le dit.">
        <KeptView kept={kept} />
        <p>
          <a href="/donnees-personnelles">Pourquoi nous gardons cela, et combien de temps</a>
        </p>
      </Section>
      <Section
        id="emporter"
        title="Emporter"
        lead="Un fichier que vous pouvez lire, garder ou donner à un autre service."
      >
        <p>
          <a class="button button-quiet" href="/mon-espace/donnees/export" download>
            Télécharger mes données (JSON)
          </a>
        </p>
      </Section>
      <Section id="corriger" title="Corriger" lead="Quelque chose est faux ? Changez-le, ou demandez-le.">
        <Corrections links={corrections} />
      </Section>
      <Section
        id="effacer"
        title="Effacer"
        lead="Fermer votre compte et effacer ce qui peut l’être. Rien ne part avant que vous l’ayez confirmé."
      >
        <p>
          <ButtonLink href="/mon-espace/donnees/effacer" weight="quiet">
            Voir ce qui serait effacé
          </ButtonLink>
        </p>
      </Section>
    </Page>
  )
}

function Corrections({ links }: { readonly links: readonly Link[] }) {
  return (
    <ul class="link-list">
      {[...links, { label: 'Demander une correction', href: '/contact' }].map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
