import { ButtonLink } from '#ui/action'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { addressOf, NO_FIELDS } from '../asked.ts'
import type { Counts } from '../narrowing.ts'
import { RECOGNITIONS, type RecognitionId } from '../words.ts'
import { DIRECTORY, TRAIL } from './list.tsx'

export const RECOGNITIONS_PATH = '/annuaire/reconnaissances'

/** What a recognition says, who gives it and by which text: each word of a badge leads here. */
type Explained = { readonly says: string; readonly by: string; readonly law: string }

const EXPLAINED: Readonly<Record<RecognitionId, Explained>> = {
  'identifiant-ess': {
    says: 'La structure fait vivre les valeurs de l’ESS et avance chaque année. Elle a suivi une formation avec d’autres et rend compte de ses progrès.',
    by: 'Le territoire, après un avis.',
    law: 'Une décision du territoire. Elle est donnée pour un temps.',
  },
  esus: {
    says: 'L’entreprise cherche d’abord à être utile : aux personnes fragiles, à l’environnement, au lien entre les gens. Ses salaires et ses bénéfices sont encadrés.',
    by: 'Le préfet, pour l’État. L’agrément a une date de fin.',
    law: 'Code du travail, article L. 3332-17-1.',
  },
  siae: {
    says: 'La structure embauche et accompagne des personnes qui ont du mal à trouver un emploi.',
    by: 'L’État, par une convention avec la structure.',
    law: 'Code du travail, articles L. 5132-1 et suivants.',
  },
  scic: {
    says: 'Une coopérative où salariés, usagers, habitants et collectivités décident ensemble, pour l’intérêt de tous.',
    by: 'Ses membres, quand ils écrivent ses statuts. C’est une forme juridique.',
    law: 'Loi n° 47-1775 du 10 septembre 1947, articles 19 quinquies et suivants.',
  },
  scop: {
    says: 'Une coopérative qui appartient à ses salariés : chacun a une voix, quelle que soit sa part.',
    by: 'Ses membres, quand ils écrivent ses statuts. C’est une forme juridique.',
    law: 'Loi n° 78-763 du 19 juillet 1978.',
  },
}

/** `/annuaire/reconnaissances`: what each badge says. */
export function RecognitionsPage({ site, counts }: { readonly site: SiteFrame; readonly counts: Counts }) {
  return (
    <Page
      site={site}
      path={RECOGNITIONS_PATH}
      title="Ce que disent les reconnaissances"
      description="Identifiant ESS, ESUS, insertion, SCIC, SCOP : ce que chaque mot veut dire, qui le donne, et qui l’a ici."
      current={DIRECTORY.href}
      trail={[...TRAIL, DIRECTORY]}
    >
      <PageHeader
        title="Ce que disent les reconnaissances"
        lead="Certaines structures portent un mot de plus : voici ce qu’il veut dire et qui le donne. Ne pas en avoir ne dit rien de mal : la plupart n’en ont pas."
      />
      {RECOGNITIONS.map(({ id, mark, label, kind }) => (
        <Section id={id} title={label} lead={kind}>
          <p>{EXPLAINED[id].says}</p>
          <Facts
            facts={[
              { label: 'Qui la donne', value: EXPLAINED[id].by },
              { label: 'Le texte', value: EXPLAINED[id].law },
            ]}
          />
          <p>
            <ButtonLink href={addressOf('/annuaire', NO_FIELDS, { reconnaissance: id })} weight="quiet">
              {formatCount(counts.mark.get(mark) ?? 0, 'structure ici', 'structures ici')}
            </ButtonLink>
          </p>
        </Section>
      ))}
    </Page>
  )
}
