import type { KnowledgeIndex, Vendor } from '@ancam/knowledge';

const SOURCES = [{ document: 'made for a test', read: '2026-01-01' }];

function vendor(id: string, parts: Partial<Vendor> & Pick<Vendor, 'fingerprints'>): Vendor {
  return {
    id,
    name: id,
    aliases: [],
    brands: [],
    status: 'active',
    confidence: 'found',
    reviewed: '2026-01-01',
    firmwareGrammar: 'dotted',
    extractions: [{ about: 'model', class: 'discovery', fact: 'wsd.hardware', weight: 0.9 }],
    factoryAccounts: [],
    vendorRequests: [],
    snapshotPaths: [],
    streamPaths: [],
    sources: SOURCES,
    examples: [{ about: 'none', facts: [], expect: { maker: id } }],
    ...parts,
  };
}

function fingerprints(name: string, realm: string): Vendor['fingerprints'] {
  return [
    { id: 'name', class: 'discovery', when: { fact: 'wsd.name', regex: name }, weight: 0.8, sources: SOURCES },
    { id: 'realm', class: 'rtsp', when: { fact: 'rtsp.realm', regex: realm }, weight: 0.8, sources: SOURCES },
  ];
}

/** Just enough knowledge to steer the makers' own questions; what the real one says is tested where it lives. */
export function smallKnowledge(): KnowledgeIndex {
  return {
    hash: 'small',
    vendors: [
      vendor('hikvision', {
        fingerprints: fingerprints('^HIKVISION', String.raw`^IP Camera\(`),
        vendorRequests: ['hikvision-activate-status'],
        snapshotPaths: ['/ISAPI/Streaming/channels/101/picture'],
        streamPaths: ['/Streaming/Channels/101', '/h264/ch1/main/av_stream'],
        factoryAccounts: [
          { user: 'service', password: 'service', sources: SOURCES },
          { user: 'admin', password: '12345', sources: SOURCES },
          { user: 'third', password: 'never tried', sources: SOURCES },
        ],
      }),
      vendor('dahua', {
        fingerprints: fingerprints('^Dahua', '^Login to '),
        vendorRequests: ['dahua-web-caps'],
        snapshotPaths: ['/cgi-bin/snapshot.cgi'],
        streamPaths: ['/cam/realmonitor?channel=1&subtype=0'],
      }),
      vendor('axis', {
        fingerprints: fingerprints('^AXIS', '^AXIS'),
        vendorRequests: ['axis-basic-device-info', 'axis-system-ready'],
        snapshotPaths: ['/axis-cgi/jpg/image.cgi'],
        streamPaths: ['/axis-media/media.amp'],
      }),
      vendor('hanwha', {
        fingerprints: fingerprints('^Hanwha', '^iPolis$'),
        vendorRequests: ['hanwha-init-status'],
        streamPaths: ['/profile1/media.smp'],
      }),
      vendor('xiongmai', {
        fingerprints: [
          ...fingerprints('^XMEye', '^[0-9a-f]{16}$'),
          { id: 'server', class: 'http', when: { fact: 'http.server', equals: 'uc-httpd 1.0.0' }, weight: 0.8, sources: SOURCES },
        ],
        vendorRequests: ['xiongmai-err-page'],
        streamPaths: ['/stream1'],
      }),
    ],
    brands: [],
    checks: [],
    signs: [],
    notCameras: [],
    regulations: [],
  };
}
