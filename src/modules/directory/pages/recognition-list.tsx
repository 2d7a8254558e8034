import type { Recognition } from '../store/index.ts'
import { RECOGNITIONS, recognitionName } from '../words.ts'
import { dateWords } from './why.tsx'

/** What a structure is recognised as, by its kind and name, from when to when, by whom. */
export function RecognitionList({ recognitions }: { readonly recognitions: readonly Recognition[] }) {
  if (recognitions.length === 0) return null
  return (
    <ul class="directory-recognitions" aria-label="Reconnaissances">
      {recognitions.map(({ name, source, startsOn, endsOn }) => (
        <li>
          <span class="directory-mark">
            {RECOGNITIONS.find(({ mark }) => mark === name.split('-')[0])?.kind ?? 'Reconnaissance'} :{' '}
            {recognitionName(name)}
          </span>
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
