import type { Action, Aim, Indicator, Origin, Programme } from '../model.ts'

type Values = Readonly<Record<string, string>>

// What each form starts from: the thing as it is.

export function headValues({ title, firstYear, lastYear, source, adoption }: Programme): Values {
  return {
    titre: title,
    premiere: String(firstYear),
    derniere: String(lastYear),
    'delib-numero': adoption?.number ?? '',
    'delib-jour': adoption?.on ?? '',
    ...originValues(source),
  }
}

export function aimValues({ number, title, words, source }: Aim): Values {
  return { numero: number, titre: title, texte: words, ...originValues(source) }
}

export function actionValues(action: Action): Values {
  return {
    titre: action.title,
    texte: action.words,
    service: action.service,
    partenaires: action.partners.map(({ name, siren }) => (siren === null ? name : `${name} ; ${siren}`)).join('\n'),
    lignes: action.lines.join('\n'),
    article: action.legalBasis.article,
    competence: action.legalBasis.competence,
    odd: action.goals.join(', '),
    debut: action.startsOn ?? '',
    fin: action.endsOn ?? '',
    lieux: action.places.join('\n'),
    ...originValues(action.source),
  }
}

export function indicatorValues({ title, unit, baseline, target }: Indicator): Values {
  const decimal = (thousandths: number | undefined) =>
    thousandths === undefined ? '' : String(thousandths / 1000).replace('.', ',')
  return {
    titre: title,
    unite: unit,
    depart: decimal(baseline?.thousandths),
    'depart-annee': String(baseline?.year ?? ''),
    cible: decimal(target?.thousandths),
    'cible-annee': String(target?.year ?? ''),
  }
}

function originValues({ label, url, isFictitious }: Origin): Values {
  return { source: label, adresse: url ?? '', fictif: isFictitious ? 'oui' : '' }
}
