import { ButtonLink } from '#ui/action'
import { Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { marginOf, PROOF_DAYS, sentenceOfMargin } from '../../sealed/shares.ts'
import { BureauPage, type BureauProps, stateOfShare } from './parts.tsx'
import { bureauPath } from './visit.ts'

/** `/scrutins/:slug/bureau`: what the members have to do, and where their shares are. */
export function BureauHomePage({ site, visit, isSaved }: Omit<BureauProps, 'keys'> & { readonly isSaved: boolean }) {
  const { poll, holders, key, shares, seatNumber } = visit
  const path = (part: string) => bureauPath(poll.slug, part)
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="Bureau de dépouillement"
      lead={
        seatNumber === undefined
          ? 'Vous accueillez le bureau : ses membres gardent chacun une part de la clé.'
          : `Vous êtes membre du bureau : vous gardez la part ${seatNumber} de la clé.`
      }
    >
      {isSaved && <Notice kind="success" title="C’est enregistré." />}
      <Section id="etapes" title="Ce que fait le bureau">
        <ol>
          <li>
            La cérémonie : la clé est fabriquée, partagée, imprimée.{' '}
            {!poll.isPublished && <a href={path('ceremonie')}>{key ? 'La refaire' : 'Commencer la cérémonie'}</a>}
          </li>
          <li>
            La répétition : chaque part est retapée, deux bulletins d’essai sont ouverts.{' '}
            {key && (
              <a href={path('repetition')}>{key.rehearsedAt ? 'Réussie. Répéter encore' : 'Faire la répétition'}</a>
            )}
          </li>
          <li>
            La preuve, {PROOF_DAYS} jours avant la fin du vote : chacun retape sa part.{' '}
            {key && <a href={path('preuve')}>Prouver ma part, ou la dire perdue</a>}
          </li>
          <li>
            Le dépouillement, après la fin du vote et son contrôle.{' '}
            {poll.isPublished && <a href={path('ouverture')}>Dépouiller</a>}
          </li>
        </ol>
      </Section>
      {key && (
        <Section id="parts" title="Les parts" lead={sentenceOfMargin(marginOf(shares, key.threshold))}>
          <DataTable
            caption="Les parts"
            captionHidden
            rows={shares}
            columns={[
              { header: 'Part', align: 'end', namesRow: true, cell: ({ number }) => number },
              { header: 'Gardée par', cell: ({ number }) => holders[number - 1]?.name ?? '—' },
              { header: 'État', cell: (share) => stateOfShare(share) },
            ]}
          />
        </Section>
      )}
      {!key && !poll.isPublished && (
        <p>
          <ButtonLink href={path('ceremonie')}>Commencer la cérémonie</ButtonLink>
        </p>
      )}
    </BureauPage>
  )
}
