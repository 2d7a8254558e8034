import type { Recognition } from '../store/index.ts'
import { RECOGNITIONS, recognitionName } from '../words.ts'
import { RECOGNITIONS_PATH } from './recognitions.tsx'
import { dateWords } from './why.tsx'

/** What a structure is recognised as, by its kind and name, from when to when, by whom. */
export function RecognitionList({ recognitions }: { readonly recognitions: readonly Recognition[] }) {
  if (recognitions.length === 0) return null
  return (
    <ul class="directory-recognitions" aria-label="Reconnaissances">
      {recognitions.map(({ name, source, startsOn, endsOn }) => (
        <li>
          <Named name={name} />
          <small>
            {[startsOn && `depuis le ${dateWords(startsOn)}`, endsOn && `jusqu’au ${dateWords(endsOn)}`]
              .filter(Boolean)
              .join(' ')}{' '}
            (source : {source})
          </small>
        </li>
      ))}
    </ul>
  )
}

// The word leads to what it means.
function Named({ name }: { readonly name: string }) {
  const known = RECOGNITIONS.find(({ mark }) => mark === name.split('-')[0])
  const words = `${known?.kind ?? 'Reconnaissance'} : ${recognitionName(name)}`
  if (!known) return <span class="directory-mark">{words}</span>
  return (
    <a class="directory-mark" href={`${RECOGNITIONS_PATH}#${known.id}`}>
      {words}
    </a>
  )
}
