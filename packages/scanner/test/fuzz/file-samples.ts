/** Files of other tools as they write them, in short: the seeds that are mutated. */

export const NMAP = [
  '<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" start="1763600000"><host><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="80"><state state="open"/><service name="http" method="probed" servicefp="%r(GetRequest,1,&quot;HTTP/1\\.0\\x20200\\x20OK\\r\\n\\r\\n&quot;)"/><script id="ssl-cert" output="x"><elem key="pem">-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----</elem></script></port></ports></host></nmaprun>',
  '<?xml version="1.0"?><nmaprun><host><address addr="192.0.2.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="554"><state state="open"/><script id="rtsp-methods" output="OPTIONS"/></port></ports></host><runstats><hosts total="1"/></runstats></nmaprun>\n<?xml version="1.0"?><nmaprun><host><address addr="fe80::1" addrtype="ipv6"/></host></nmaprun>',
];

export const MASSCAN_JSON = [
  '[\n{"ip":"192.0.2.1","timestamp":"1763600000","ports":[{"port":80,"proto":"tcp","service":{"name":"http","banner":"HTTP/1.0 200 OK\\r\\nServer: x\\r\\n\\r\\n"}}]},\n{"ip":"192.0.2.2","ports":[{"port":554,"status":"open"}]}\n]',
];

export const MASSCAN_LIST = ['#masscan\nopen tcp 80 192.0.2.1 1763600000\nbanner tcp 22 192.0.2.1 1763600000 ssh SSH-2.0-x\\x0d\n# end\n'];

export const ZGRAB2 = [
  '{"ip":"192.0.2.1","data":{"http":{"status":"success","protocol":"http","port":80,"timestamp":"2025-11-20T00:53:20Z","result":{"response":{"status_code":200,"headers":{"server":["x"],"unknown":[{"key":"x_y","value":["z"]}]},"body":"<title>a</title>","request":{"url":{"scheme":"https","path":"/"}}}}},"ssh":{"status":"success","result":{"server_id":{"raw":"SSH-2.0-x"},"server_key_exchange":{"kex_algorithms":["a"]},"key_exchange":{"server_host_key":{"raw":"AAAA","algorithm":"ssh-rsa"}}}},"tls":{"status":"success","result":{"handshake_log":{"server_hello":{"version":{"name":"TLSv1.2"},"cipher_suite":{"name":"TLS_RSA_WITH_RC4_128_SHA"}},"server_certificates":{"certificate":{"raw":"MIIB"}}}}}}}\n',
];

export const HTTPX = [
  '{"timestamp":"2025-11-20T00:53:20Z","url":"https://192.0.2.1","host":"192.0.2.1","port":"443","status_code":200,"title":"x","favicon":"-1467534799","raw_header":"HTTP/1.1 200 OK\\r\\nServer: x\\r\\n\\r\\n","tls":{"tls_version":"tls12","cipher":"TLS_RSA","not_after":"2024-01-01T00:00:00Z","subject_org":["x"]}}\n',
];

export const SHADOWSERVER = [
  '"timestamp","ip","protocol","port","device_vendor","device_type","device_model"\n"2025-11-20 00:53:20",192.0.2.1,tcp,80,Hikvision,camera,DS-1\n',
  'timestamp,ip,protocol,port,tag,http,http_code,server,www_authenticate\n2025-11-20 00:53:20,192.0.2.1,tcp,80,http,HTTP/1.1,401,x,"Basic realm=""a"""\n',
  'timestamp,ip,protocol,port,device_serial,video_input_channels,mac_address\n2025-11-20 00:53:20,192.0.2.1,udp,37810,4E,1,3c:ef:8c:00:00:01\n',
  `timestamp,ip,protocol,port,tag,response_size,amplification,error,raw_response\n2025-11-20 00:53:20,192.0.2.1,udp,3702,ws-discovery,989,164.83,x,${Buffer.from('<e:Envelope><e:Body><d:ProbeMatches><d:ProbeMatch><d:Types>n:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/A</d:Scopes></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>').toString('base64')}\n`,
  'timestamp,ip,protocol,port,tag,banner\n2025-11-20 00:53:20,192.0.2.1,tcp,23,telnet,"|login:|"\n',
];

export const LISTS = [
  'IP;Hãng;Model;MAC\n192.0.2.1;Hikvision;DS-2CD1;44:19:b6:00:00:01\n',
  'Name,Tenant,Rack,Role,Manufacturer,Type,Serial number,IP Address\ncam-1,UBND,,IP camera,Hikvision,DS-2CD1,S1,10.1.1.10/24\n',
];
