import { formatCount, formatInteger } from '#ui/format'
import { Icon } from '#ui/icon'
import type { PollSummary } from '../store/index.ts'

/** Where the file comes in: dropped, chosen, or one of those we publish. */
export function Intake({ samples }: { readonly samples: readonly PollSummary[] }) {
  return (
    <>
      <div class="drop" data-part="drop">
        <p class="drop-title">Déposez ici un fichier de bulletins, ou choisissez-le.</p>
        <input
          id="fichier-pb"
          class="hidden"
          type="file"
          accept=".pb,.csv,.txt,text/plain"
          aria-describedby="fichier-aide"
        />
        <label for="fichier-pb" class="button button-main">
          Choisir un fichier .pb
        </label>
        <p id="fichier-aide" class="hint">
          Le format <a href="https://pabulib.org/format">Pabulib</a> : un texte avec le budget, les projets, leur coût,
          et un bulletin par ligne. 128 Mo au plus.
        </p>
      </div>
      {samples.length > 0 && <Samples samples={samples} />}
      <div data-part="file" class="desk-file" />
      <p class="hint desk-offline" data-part="offline" />
    </>
  )
}

function Samples({ samples }: { readonly samples: readonly PollSummary[] }) {
  return (
    <div class="samples">
      <p id="exemples">Ou essayez avec un vrai vote :</p>
      <ul aria-labelledby="exemples">
        {samples.map((poll) => (
          <li>
            <button
              type="button"
              class="sample"
              data-sample={poll.slug}
              data-file={`/scrutins/${poll.slug}/ballots.pb`}
              data-title={poll.title}
            >
              <Icon name="archive" />{' '}
              <span>
                <span class="sample-title">{poll.title}</span>
                <span class="sample-facts">
                  {formatInteger(poll.voterCount)} votants, {formatCount(poll.optionCount, 'projet', 'projets')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
