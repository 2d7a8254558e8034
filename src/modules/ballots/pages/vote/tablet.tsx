import { Form, type HiddenKeys, SubmitRow } from '#ui/form'
import { Notice } from '#ui/message'
import { VotePage } from './parts.tsx'
import type { Visit } from './visit.ts'

/** `/scrutins/:slug/voter/tablette`: for who lends a screen to several people, one after the other. */
export function SharedPage({ visit, keys }: { readonly visit: Visit; readonly keys: HiddenKeys }) {
  return (
    <VotePage
      visit={visit}
      title="Prêter cet appareil pour voter"
      lead="Dans une classe, au marché, à l’accueil : plusieurs personnes votent ici, l’une après l’autre."
    >
      <ul>
        <li>Le numéro du bulletin ne s’affiche que si la personne le demande.</li>
        <li>À la fin, le bouton « Personne suivante » efface tout ce qui est à elle.</li>
        <li>Rien ne reste sur l’appareil quand on ferme le navigateur.</li>
      </ul>
      {visit.isShared && <Notice kind="success" title="Cet appareil est prêté, jusqu’à ce soir au plus." />}
      <Form action={visit.paths.shared} keys={keys} keep={{ prete: visit.isShared ? 'non' : 'oui' }}>
        <SubmitRow
          label={visit.isShared ? 'Ne plus le prêter' : 'Prêter cet appareil'}
          ways={visit.isShared ? [{ label: 'Commencer à voter', href: visit.paths.choose }] : undefined}
        />
      </Form>
    </VotePage>
  )
}
