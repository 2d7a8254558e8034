import { DownloadList } from '#ui/list'
import type { Poll, PollResult } from '../model.ts'

type Published = { readonly poll: Poll; readonly result: PollResult; readonly sizes: ReadonlyMap<string, number> }

export function Downloads({ poll, sizes, result }: Published) {
  const base = `/scrutins/${poll.slug}`
  return (
    <>
      <DownloadList
        downloads={[
          {
            href: `${base}/ballots.pb`,
            format: 'Pabulib .pb',
            label: 'Les bulletins',
            what: 'Tous les bulletins publiés, un par ligne : de quoi refaire le compte avec n’importe quel outil.',
            bytes: sizes.get('ballots.pb'),
          },
          {
            href: `${base}/resultats.csv`,
            format: 'CSV',
            label: 'Les projets et leur résultat',
            what: 'Un tableau à ouvrir dans un tableur.',
          },
          {
            href: `${base}/resultats.json`,
            format: 'JSON',
            label: 'Le compte rendu complet du calcul',
            what: 'Chaque tour du calcul en nombres exacts, pour les programmes.',
            bytes: new TextEncoder().encode(result.reportText).length,
          },
        ]}
      />
      <p>
        <a href={`/outils/depouillement?scrutin=${poll.slug}`}>Compter ces bulletins par une autre règle</a>, dans votre
        navigateur.
      </p>
      <p>Pour refaire le compte chez vous, avec les deux fichiers « Les bulletins » et « Le compte rendu complet » :</p>
      <pre>
        <code>{`filigrane tally ${poll.slug}.pb --published ${poll.slug}-resultats.json`}</code>
      </pre>
      <p>
        Les programmes lisent aussi <a href={`/api/v1/scrutins/${poll.slug}`}>l’interface de données</a>.
      </p>
      <p class="hint">
        Licence : {poll.source.licence}
        {poll.source.citation && `. À citer : ${poll.source.citation}`}
      </p>
    </>
  )
}
