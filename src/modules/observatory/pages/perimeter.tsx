import { BELONGING_NAMES, type Family, PERIMETER_RULES, type PerimeterRule, SOURCE_NAMES } from '#kernel/perimeter'
import { Disclosure } from '#ui/disclosure'
import { formatCount, formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Table } from '../model.ts'
import { TableBlock } from './block.tsx'
import { ObservatoryPage } from './shell.tsx'

/** `/observatoire/perimetre`: the rule in plain words, what each piece of it changes, and every rule there has been. */
export function PerimeterPage(props: {
  readonly site: SiteFrame
  readonly origin: string
  readonly rule: PerimeterRule
  readonly sensitivity: Table | undefined
}) {
  const { site, origin, rule, sensitivity } = props
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/perimetre"
      title="Qui est compté dans l’ESS"
      lead="Une règle écrite, datée, la même pour toutes les structures. Chacun peut la relire et la discuter."
      description="La règle qui dit qui est dans l’économie sociale et solidaire, et ce que chaque critère change."
    >
      <InWords rule={rule} />
      {sensitivity !== undefined && (
        <TableBlock
          table={sensitivity}
          origin={origin}
          chart={
            <p>
              Si l’on retirait un seul critère, combien de structures entreraient ou sortiraient ? Le tableau le dit,
              critère par critère.
            </p>
          }
        />
      )}
      <Pieces rule={rule} />
      <Versions />
    </ObservatoryPage>
  )
}

function InWords({ rule }: { readonly rule: PerimeterRule }) {
  return (
    <Section id="regle" title="La règle, en clair" lead={`Version ${rule.version}`}>
      <ol class="breaks">
        <li>
          <strong>La forme juridique d’abord.</strong> Une association, une coopérative, une mutuelle ou une fondation
          est dans l’ESS : la loi le dit.
        </li>
        <li>
          <strong>Puis les listes.</strong> Une société commerciale y est si une liste publique le dit :{' '}
          {rule.lists
            .filter((list) => list !== 'siae')
            .map((list) => SOURCE_NAMES[list])
            .join(' ; ')}
          .
        </li>
        {rule.hearsFlag && (
          <li>
            <strong>Puis ce qu’elle a déclaré.</strong> Une société qui s’est déclarée de l’ESS en s’immatriculant y
            est, à part des quatre familles.
          </li>
        )}
        <li>
          <strong>Enfin, des activités n’y sont jamais</strong>, quelle que soit la forme : administrations, syndicats,
          organisations patronales, religieuses ou politiques.
        </li>
        <li>
          <strong>Une personne qui travaille à son compte</strong> n’est jamais comptée, ni montrée.
        </li>
      </ol>
      <p>
        {rule.status === 'proposed'
          ? 'Cette règle est proposée : la chambre régionale de l’ESS (CRESS) ne l’a pas encore confirmée.'
          : 'Cette règle est confirmée par la chambre régionale de l’ESS (CRESS).'}
      </p>
      <ul class="source">
        {rule.sources.map(({ said, where }) => (
          <li>
            {said} ({/^https?:/.test(where) ? <a href={where}>{where}</a> : where})
          </li>
        ))}
      </ul>
    </Section>
  )
}

const FAMILY_ORDER: readonly Family[] = ['association', 'cooperative', 'mutual', 'foundation']

function Pieces({ rule }: { readonly rule: PerimeterRule }) {
  const categories = Object.entries(rule.categories)
  return (
    <Section id="criteres" title="Les critères, un par un">
      {FAMILY_ORDER.map((family) => {
        const own = categories.filter(([, entry]) => entry.family === family)
        return (
          <Disclosure
            summary={`${capital(BELONGING_NAMES[family])} : ${formatCount(own.length, 'forme juridique', 'formes juridiques')}`}
          >
            <ul>
              {own.map(([code, { label, confidence }]) => (
                <li>
                  {code} : {label}
                  {confidence === 'to-confirm' && ' (à confirmer : ne décide de rien)'}
                </li>
              ))}
            </ul>
          </Disclosure>
        )
      })}
      <Disclosure summary={`${formatCount(rule.exclusions.length, 'activité exclue', 'activités exclues')}`}>
        <ul>
          {rule.exclusions.map(({ id, label }) => (
            <li>
              {id} : {label}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  )
}

function Versions() {
  return (
    <Section
      id="versions"
      title="Les versions de la règle"
      lead="Une règle qui a servi ne change plus : une autre la suit."
    >
      <DataTable
        caption="Versions de la règle"
        captionHidden
        rows={PERIMETER_RULES.toReversed()}
        columns={[
          { header: 'Version', namesRow: true, cell: ({ version }) => version },
          { header: 'Depuis le', cell: ({ from }) => formatDay(from) },
          { header: 'Jusqu’au', cell: ({ until }) => (until === null ? 'en vigueur' : formatDay(until)) },
          { header: 'État', cell: ({ status }) => (status === 'proposed' ? 'proposée' : 'confirmée') },
        ]}
      />
    </Section>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
