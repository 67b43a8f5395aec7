import type { PlaceDetail, PlacePaper, PlaceView } from '@ancam/contract';
import type { Place, Places } from '@ancam/knowledge';

/** Units above a place, from the province down, on the last day of the place or where it goes on. */
function aboveOf(places: Places, place: Place): PlaceView['above'] {
  const day = place.until ?? place.from;
  const above: PlaceView['above'] = [];
  for (let code = place.parent; code !== null;) {
    const parent = places.findPlace(code, day);
    if (parent === undefined) break;
    above.unshift({ code: parent.code, name: parent.name, type: parent.type });
    code = parent.parent;
  }
  return above;
}

/** A place as the API shows it; what lies below is counted on a day, the last or first of the place where none is given. */
export function viewPlace(places: Places, place: Place, onDay = place.until ?? place.from): PlaceView {
  const { code, kind, type, name, nameEn, from, fromAtLatest, until, confidence } = place;
  const below = kind === 'commune' ? 0 : places.listPlaces({ onDay, parent: code }).length;
  return { code, kind, type, name, nameEn, above: aboveOf(places, place), from, fromAtLatest, until, confidence, below };
}

function papers(places: Places, ids: readonly string[]): PlacePaper[] {
  return ids.flatMap((id) => {
    const paper = places.resolution(id);
    if (paper === undefined) return [];
    const { number, issuedBy, issued, title, confidence } = paper;
    return [{ number, issuedBy, issued: issued ?? null, title, confidence }];
  });
}

/** A place with its lineage. */
export function viewPlaceDetail(places: Places, place: Place, onDay: string): PlaceDetail {
  const view = (each: Place): PlaceView => viewPlace(places, each);
  return {
    ...viewPlace(places, place, onDay),
    onDay,
    path: places.placePath(place.code, onDay) ?? `/${place.code}/`,
    basis: papers(places, place.basis),
    endBasis: papers(places, place.endBasis),
    predecessors: places.predecessorsOf(place.code, onDay).map(view),
    successors: places.successorsOf(place.code, onDay).map(view),
  };
}
