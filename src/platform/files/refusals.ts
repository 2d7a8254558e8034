/** Why a file is not taken, gravest first. */
export type FileRefusal =
  | 'holds-a-program'
  | 'two-natures'
  | 'unfolds-too-large'
  | 'escapes-its-folder'
  | 'name-hides'
  | 'name-doubles'
  | 'page-or-drawing'
  | 'photo-of-apple'
  | 'not-its-type'
  | 'type-not-taken'
  | 'locked'
  | 'unreadable'
  | 'empty'
  | 'too-large'
  | 'too-many'
  | 'quota-reached'
  | 'no-room'
  | 'gone'

/** What is wrong and what to do, for the person who chose the file. */
export const FILE_SENTENCES: Record<FileRefusal, string> = {
  'holds-a-program':
    'Ce fichier contient un programme (une macro) : il est refusé. Enregistrez-le sans macro, ou en PDF, et choisissez-le de nouveau.',
  'two-natures':
    'Ce fichier se fait passer pour deux choses à la fois : il est refusé. Enregistrez-le de nouveau avec le logiciel qui l’a fait.',
  'unfolds-too-large':
    'Une fois ouvert, ce fichier serait beaucoup trop grand : il est refusé. Réduisez l’image ou le document, et choisissez-le de nouveau.',
  'escapes-its-folder':
    'Ce document n’est pas fait comme il faut : il est refusé. Enregistrez-le de nouveau, par exemple en PDF.',
  'name-hides':
    'Le nom de ce fichier contient des signes cachés ou un chemin. Renommez-le avec des lettres et des chiffres seulement.',
  'name-doubles':
    'Ce fichier a deux extensions, comme « photo.exe.jpg ». Renommez-le avec une seule, celle qui est vraie.',
  'page-or-drawing':
    'Les pages web et les dessins SVG ne sont pas acceptés : ils peuvent contenir un programme. Enregistrez-le en PDF ou en PNG.',
  'photo-of-apple':
    'Les photos HEIC des iPhone ne s’ouvrent pas partout. Envoyez-la en JPEG : dans Réglages, Appareil photo, Formats, choisissez « Le plus compatible », ou enregistrez une copie en JPEG.',
  'not-its-type':
    'Ce fichier n’est pas ce que son nom annonce. Ouvrez-le et enregistrez-le dans un format de la liste, sans changer son nom à la main.',
  'type-not-taken': 'Ce genre de fichier n’est pas accepté ici. Choisissez un fichier d’un des formats de la liste.',
  locked:
    'Ce document est protégé par un mot de passe : nous ne pourrions pas l’ouvrir. Enregistrez-le sans mot de passe.',
  unreadable:
    'Ce fichier est abîmé ou incomplet : il ne s’ouvre pas. Vérifiez qu’il s’ouvre chez vous, puis choisissez-le de nouveau.',
  empty: 'Ce fichier est vide. Vérifiez que c’est le bon, puis choisissez-le de nouveau.',
  'too-large': 'Ce fichier est trop lourd. Réduisez-le, ou envoyez-le en plusieurs parties.',
  'too-many': 'Il y a trop de pièces. Retirez-en une avant d’en ajouter une autre.',
  'quota-reached':
    'Vous avez déjà envoyé beaucoup de pièces. Retirez celles qui ne servent plus, ou appelez-nous pour la suite.',
  'no-room':
    'Nous ne pouvons pas recevoir de pièce en ce moment. Envoyez votre message sans elle, ou réessayez demain.',
  gone: 'Cette pièce n’est plus là : elle attendait depuis trop longtemps. Choisissez-la de nouveau.',
}
