import type { Camera } from '../camera.ts';
import { urlHost } from '../device.ts';
import type { Operation } from './device.ts';
import { escapeXml } from './soap.ts';

const BOUNDS = '<tt:Bounds x="0" y="0" width="160" height="120"/>';
const RESOLUTION = '<tt:Resolution><tt:Width>160</tt:Width><tt:Height>120</tt:Height></tt:Resolution>';
const MULTICAST =
  '<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>';

function sourceConfiguration(tag: string): string {
  return `<${tag} token="VideoSourceToken"><tt:Name>VideoSource</tt:Name><tt:UseCount>1</tt:UseCount><tt:SourceToken>VideoSource_1</tt:SourceToken>${BOUNDS}</${tag}>`;
}

function encoderConfiguration(tag: string): string {
  return `<${tag} token="VideoEncoderToken"><tt:Name>VideoEncoder</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>${RESOLUTION}<tt:Quality>3</tt:Quality><tt:RateControl><tt:FrameRateLimit>5</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>64</tt:BitrateLimit></tt:RateControl><tt:H264><tt:GovLength>10</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>${MULTICAST}<tt:SessionTimeout>PT60S</tt:SessionTimeout></${tag}>`;
}

function profile(tag: string): string {
  return `<${tag} token="Profile_1" fixed="true"><tt:Name>mainStream</tt:Name>${sourceConfiguration('tt:VideoSourceConfiguration')}${encoderConfiguration('tt:VideoEncoderConfiguration')}</${tag}>`;
}

function mediaUri(uri: string): string {
  return `<trt:MediaUri><tt:Uri>${escapeXml(uri)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>`;
}

/** Address of the main stream; with `credentials-in-uri` the account stands in it. */
function streamUri(camera: Camera): string {
  const uri = `${camera.rtspBase()}${camera.maker.streamPaths(camera)[0] ?? '/'}`;
  const { account } = camera;
  if (!camera.has('credentials-in-uri') || !account) return uri;
  return uri.replace('://', `://${account.user}:${encodeURIComponent(account.password)}@`);
}

function snapshotUri(camera: Camera): string {
  const port = camera.port('http');
  const clear = camera.has('clear-text-login') && port !== undefined;
  const base = clear ? `http://${urlHost(camera.address)}${port === 80 ? '' : `:${port}`}` : camera.httpsBase();
  return `${base}${camera.maker.snapshotPath}`;
}

/** Operations of the media service. */
export const MEDIA_OPERATIONS: Readonly<Record<string, Operation>> = {
  GetProfiles: () => profile('trt:Profiles'),
  GetProfile: () => profile('trt:Profile'),
  GetVideoSources: () => `<trt:VideoSources token="VideoSource_1"><tt:Framerate>5</tt:Framerate>${RESOLUTION}</trt:VideoSources>`,
  GetVideoSourceConfigurations: () => sourceConfiguration('trt:Configurations'),
  GetVideoSourceConfiguration: () => sourceConfiguration('trt:Configuration'),
  GetVideoEncoderConfigurations: () => encoderConfiguration('trt:Configurations'),
  GetVideoEncoderConfiguration: () => encoderConfiguration('trt:Configuration'),
  GetVideoEncoderConfigurationOptions: () =>
    '<trt:Options><tt:QualityRange><tt:Min>1</tt:Min><tt:Max>5</tt:Max></tt:QualityRange><tt:H264><tt:ResolutionsAvailable><tt:Width>160</tt:Width><tt:Height>120</tt:Height></tt:ResolutionsAvailable><tt:GovLengthRange><tt:Min>1</tt:Min><tt:Max>100</tt:Max></tt:GovLengthRange><tt:FrameRateRange><tt:Min>1</tt:Min><tt:Max>25</tt:Max></tt:FrameRateRange><tt:EncodingIntervalRange><tt:Min>1</tt:Min><tt:Max>1</tt:Max></tt:EncodingIntervalRange><tt:H264ProfilesSupported>Baseline</tt:H264ProfilesSupported></tt:H264></trt:Options>',
  GetAudioSources: () => '',
  GetAudioEncoderConfigurations: () => '',
  GetStreamUri: (camera) => mediaUri(streamUri(camera)),
  GetSnapshotUri: (camera) => mediaUri(snapshotUri(camera)),
};
