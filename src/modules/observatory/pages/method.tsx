import { dayIn } from '#kernel/calendar'
import { formatDay, formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Edition } from '../model.ts'
import { NothingYet } from './faces.tsx'
import { ObservatoryPage } from './shell.tsx'

/** `/observatoire/methode`: sources and vintages, what a mark says, the rule of secrecy in words. */
export function MethodPage({ site, edition }: { readonly site: SiteFrame; readonly edition: Edition | undefined }) {
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/methode"
      title="La méthode"
      lead="D’où viennent les chiffres, comment ils sont comptés, et pourquoi certains ne sont pas montrés."
      description="Sources, millésimes, secret statistique et façons de compter de l’observatoire de l’ESS."
    >
      <Section
        id="sources"
        title="Les fichiers comptés"
        lead={edition && `Comptés le ${formatDay(dayIn(edition.computedAt))}`}
      >
        {edition === undefined ? <NothingYet /> : <Sources edition={edition} />}
      </Section>
      <Natures />
      <Secrecy />
      <Section id="emplois" title="Les emplois">
        <p>
          Le fichier public des établissements ne dit pas combien de personnes y travaillent : il donne une tranche, «
          de 10 à 19 salariés ». En ajoutant les bas des tranches, puis les hauts, on sait que le vrai nombre est entre
          les deux.
          {edition !== undefined && edition.staffYears.length > 0 && (
            <> Les tranches sont celles du 31 décembre {edition.staffYears.join(' ou ')}.</>
          )}
        </p>
        <p>
          Les nombres exacts d’emplois, les salaires, la part des femmes et des hommes viennent d’enquêtes : nous les
          citons, avec leur adresse et le jour où nous les avons lus. Nous ne les mêlons jamais aux nôtres.
        </p>
      </Section>
      <Section id="frontiere" title="Les EPCI à cheval">
        <p>
          Quelques groupements de communes dépassent la limite du territoire. Leurs chiffres s’arrêtent à leurs communes
          d’ici : ainsi la somme des EPCI est celle du territoire.
        </p>
      </Section>
      <Section id="refaire" title="Refaire le calcul">
        <p>
          Chaque tableau dit l’empreinte des fichiers lus et la version de la règle : avec les mêmes, on retrouve les
          mêmes chiffres. Chacun se télécharge en CSV, et se lit par un programme :{' '}
          <a href="/api/openapi.json">documentation</a>.
        </p>
      </Section>
    </ObservatoryPage>
  )
}

function Sources({ edition }: { readonly edition: Edition }) {
  return (
    <>
      <DataTable
        caption="Sources des chiffres calculés"
        captionHidden
        rows={edition.sources}
        columns={[
          {
            header: 'Source',
            namesRow: true,
            cell: ({ title, url }) =>
              url !== null && /^https?:/.test(url) ? (
                <a href={url} rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              ),
          },
          { header: 'Producteur', cell: ({ producer }) => producer },
          { header: 'Date', cell: ({ vintage }) => formatDay(vintage) },
          { header: 'Licence', cell: ({ licence }) => licence ?? 'non précisée' },
          { header: 'Lignes', align: 'end', cell: ({ rows }) => (rows === null ? 'nd' : formatInteger(rows)) },
        ]}
      />
      {edition.isFictitious && (
        <p>Ces fichiers sont inventés pour la démonstration : les chiffres calculés le sont aussi.</p>
      )}
      <p class="source">Empreinte des fichiers lus : {edition.extractionSha256}</p>
    </>
  )
}

function Natures() {
  return (
    <Section id="natures" title="Calculé, cité, estimé">
      <dl class="facts">
        <div>
          <dt>Calculé ici</dt>
          <dd>compté par cette plateforme, à partir d’un fichier public : on peut le refaire.</dd>
        </div>
        <div>
          <dt>Cité</dt>
          <dd>dit par un autre, repris tel quel, avec son adresse.</dd>
        </div>
        <div>
          <dt>Estimé</dt>
          <dd>dit par un autre, qui dit lui-même que c’est une estimation.</dd>
        </div>
      </dl>
      <p>Un chiffre cité et un chiffre calculé ne s’additionnent jamais.</p>
    </Section>
  )
}

function Secrecy() {
  return (
    <Section id="secret" title="Le secret statistique" lead="« s » veut dire secret. Ce n’est jamais zéro.">
      <p>
        Compter les structures d’un registre public n’a rien de secret. Mais des salaires ou des effectifs, tirés d’une
        enquête ou d’un dossier, pourraient faire connaître une entreprise. La loi l’interdit. Nous mettons donc « s » :
      </p>
      <ul>
        <li>quand le chiffre repose sur moins de trois entreprises ;</li>
        <li>quand une seule fait plus de 85 % du total ;</li>
        <li>
          et dans une seconde case de la ligne et de la colonne : sinon, une soustraction ferait retrouver la première.
        </li>
      </ul>
      <p>« nd » veut dire non disponible : la source ne donne pas ce chiffre.</p>
      <p class="source">
        Loi n° 51-711 du 7 juin 1951, article 6 ; règles de fréquence et de dominance de l’Insee, manuel de protection
        des tableaux.
      </p>
    </Section>
  )
}
