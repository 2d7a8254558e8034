import { Button } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { spellCardNumber } from '../card-number.ts'
import { inGroups } from '../codes.ts'
import type { IssuedCard } from '../commands/index.ts'
import { QrCode } from '../pages/qr-code.tsx'
import type { Telephone } from '../sentences.ts'
import type { FoundPerson, Person } from '../store/index.ts'
import { FoundPeople, NewPerson, SearchPeople } from './acting-page.tsx'

/** `/agents/cartes`. */
export function CardsPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly drawKeys: () => HiddenKeys
  readonly state: FormState
  readonly found: readonly FoundPerson[] | undefined
  readonly chosen: Person | undefined
}) {
  const { site, desk, drawKeys, state, found, chosen } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Cartes"
      description="Donner une carte à une personne sans e-mail."
      current="/agents/cartes"
    >
      <PageHeader
        title="Cartes"
        lead="Une carte fait entrer sans adresse e-mail, avec un numéro et un code. Une nouvelle carte remplace l’ancienne."
      />
      {state.problem !== undefined && <ErrorSummary state={{ ...state, errors: {} }} />}
      {chosen ? (
        <Section id="donner" title={`Pour ${chosen.displayName}`}>
          <Form action="/agents/cartes/carte" keys={drawKeys()} keep={{ personne: chosen.id }}>
            <SubmitRow
              label={`Faire la carte de ${chosen.displayName}`}
              note="Son code ne s’affiche qu’une fois : préparez l’imprimante."
              ways={[{ label: 'Chercher quelqu’un d’autre', href: '/agents/cartes' }]}
            />
          </Form>
        </Section>
      ) : (
        <>
          <SearchPeople {...props} action="/agents/cartes" />
          {found !== undefined && (
            <FoundPeople
              found={found}
              row={(person) => (
                <Form action="/agents/cartes/carte" keys={drawKeys()} keep={{ personne: person.id }}>
                  <Button weight="quiet">
                    {person.hasCard ? 'Remplacer la carte' : 'Faire la carte'}
                    <span class="hidden"> de {person.displayName}</span>
                  </Button>
                </Form>
              )}
            />
          )}
          <NewPerson action="/agents/cartes/nouveau" keys={drawKeys()} state={state} />
        </>
      )}
    </DeskPage>
  )
}

/** The card just made, to print and cut out. Nothing secret stands in its QR code: it only leads to the page. */
export function PrintedCardPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly card: IssuedCard
  readonly contact: Telephone
}) {
  const { site, desk, card, contact } = props
  const address = `${site.url ?? ''}/connexion/carte`
  return (
    <DeskPage site={site} desk={desk} title="Carte à imprimer" description="Une carte." current="/agents/cartes">
      <PageHeader title="Carte à imprimer" lead={`La carte de ${card.person.displayName} est prête.`} />
      <Notice kind="warning" title="Imprimez cette page maintenant.">
        <p>
          Le code ne s’affichera plus : nous ne le gardons pas. Donnez la carte en main propre, ou par courrier. Perdue,
          on la remplace.
        </p>
      </Notice>
      <section class="printed-card" aria-label="La carte">
        <div class="printed-card-words">
          <p class="printed-card-service">
            {site.serviceName} · {site.territoryName}
          </p>
          <p class="printed-card-name">{card.person.displayName}</p>
          <dl>
            <div>
              <dt>Numéro</dt>
              <dd>{spellCardNumber(card.number)}</dd>
            </div>
            <div>
              <dt>Code</dt>
              <dd>{inGroups(card.code)}</dd>
            </div>
          </dl>
          <p>Entrez sur {address.replace(/^https?:\/\//, '')}</p>
          {contact.telephone !== null && (
            <p>
              Besoin d’aide : {contact.telephone}
              {contact.hours !== null && `, ${contact.hours}`}
            </p>
          )}
        </div>
        <QrCode text={address} label="Mène à la page où l’on entre avec sa carte" />
      </section>
      <p class="no-print">
        <a href="/agents/cartes">Faire une autre carte</a>
      </p>
    </DeskPage>
  )
}
