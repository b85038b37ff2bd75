using System.Text.RegularExpressions;

namespace Platform.Text;

/// <summary>
/// What OpenSSH, docker, podman, Compose, shells and our own scripts are known to say when something fails. A sentence with parts that vary counts only
/// as a whole line, and those parts are of harmless kinds: names of hosts, containers and images, ports, versions, the engine's
/// socket, programs that our scripts call. A phrase in which nothing but numbers varies counts wherever it stands.
/// </summary>
/// <remarks>
/// Sources: ssh.c, sshconnect.c, packet.c, kex.c and clientloop.c of https://github.com/openssh/openssh-portable; client/errors.go of
/// https://github.com/moby/moby; https://github.com/docker/compose; strerror(3). A sentence that is missing here costs its reader one
/// command on the host; one that is too wide costs a secret.
/// </remarks>
internal static partial class KnownSentences
{
    /// <summary>For one line. Wall time: on a busy machine a thread may wait for long, and a sentence that is known has to stay known.</summary>
    private const int Milliseconds = 5_000;

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    private const string Host = @"[\w.:%\[\]-]{1,255}";
    private const string Name = @"/?[A-Za-z0-9][\w.-]{0,127}";
    private const string Image = @"[a-z0-9][a-z0-9._/-]{0,200}(:\d{1,5}/[a-z0-9._/-]{1,200})?(:[\w.-]{1,128})?(@sha256:[0-9a-f]{64})?";
    private const string Socket = @"(unix://)?(/[\w.-]{1,64}){1,6}\.sock";
    private const string KeyType = "(ED25519|ECDSA|RSA|DSA)(-SK|-CERT)?";
    private const string Methods = @"((publickey|password|keyboard-interactive|gssapi-with-mic|gssapi-keyex|hostbased),?)+";

    private const string Errno =
        "Connection[ ]refused | Connection[ ]timed[ ]out | Operation[ ]timed[ ]out | No[ ]route[ ]to[ ]host | Network[ ]is[ ]unreachable | " +
        "Connection[ ]reset([ ]by[ ]peer)? | Host[ ]is[ ]down | Cannot[ ]assign[ ]requested[ ]address | Broken[ ]pipe | " +
        "Name[ ]or[ ]service[ ]not[ ]known | Temporary[ ]failure[ ]in[ ]name[ ]resolution | No[ ]address[ ]associated[ ]with[ ]hostname | " +
        "nodename[ ]nor[ ]servname[ ]provided,[ ]or[ ]not[ ]known | " +
        "[Pp]ermission[ ]denied | [Nn]o[ ]such[ ]file[ ]or[ ]directory | Not[ ]a[ ]directory | Is[ ]a[ ]directory | Exec[ ]format[ ]error | " +
        "[Nn]o[ ]space[ ]left[ ]on[ ](the[ ])?(device|disk) | Disk[ ]quota[ ]exceeded | [Rr]ead-only[ ]file[ ]system | Input/output[ ]error | " +
        "Too[ ]many[ ]open[ ]files | Cannot[ ]allocate[ ]memory | Cannot[ ]fork | Resource[ ]temporarily[ ]unavailable | " +
        "Operation[ ]not[ ]permitted | Argument[ ]list[ ]too[ ]long | Text[ ]file[ ]busy | Device[ ]or[ ]resource[ ]busy";

    private const string Program =
        "(/(usr/)?(local/)?s?bin/)?(sh|bash|dash|ash|ksh|zsh|fish|csh|tcsh|env|sudo|timeout|docker|docker-compose|podman|tailscale|awk|sed|cat|printf|date|head|tail|" +
        "flock|sha256sum|base64|mkdir|mv|cp|rm|chmod|sync|grep|id|ssh)";

    private const string Ssh =
        $@"ssh:[ ]connect[ ]to[ ]host[ ]{Host}[ ]port[ ]\d{{1,5}}:[ ]({Errno})
        | ssh:[ ]Could[ ]not[ ]resolve[ ]hostname[ ]{Host}:[ ]({Errno})
        | ([\w.+-]{{1,64}}@)?{Host}:[ ]Permission[ ]denied[ ]\({Methods}\)\.
        | No[ ]{KeyType}[ ]host[ ]key[ ]is[ ]known[ ]for[ ]{Host}[ ]and[ ]you[ ]have[ ]requested[ ]strict[ ]checking\.
        | ({KeyType}[ ]host|Host)[ ]key[ ]for[ ]{Host}[ ]has[ ]changed[ ]and[ ]you[ ]have[ ]requested[ ]strict[ ]checking\.
        | (kex|ssh)_exchange_identification:[ ](read:[ ]Connection[ ]reset[ ]by[ ]peer | Connection[ ]closed[ ]by[ ]remote[ ]host)
        | Connection[ ](closed|reset)[ ]by[ ]{Host}[ ]port[ ]\d{{1,5}}
        | Connection[ ]to[ ]{Host}[ ](closed([ ]by[ ]remote[ ]host)?\. | port[ ]\d{{1,5}}[ ]timed[ ]out)
        | Timeout,[ ]server[ ]{Host}[ ]not[ ]responding\.
        | client_loop:[ ]send[ ]disconnect:[ ]({Errno})
        | Received[ ]disconnect[ ]from[ ]{Host}[ ]port[ ]\d{{1,5}}:\d{{1,3}}:[ ]Too[ ]many[ ]authentication[ ]failures
        | Disconnected[ ]from[ ]{Host}[ ]port[ ]\d{{1,5}}";

    private const string Docker =
        $@"(docker:[ ])?((Error[ ]response[ ]from[ ]daemon|Error):[ ])?(
            (Error:[ ])?No[ ]such[ ](container|image|object|volume|network|service):[ ]({Name}|{Image}|sha256:[0-9a-f]{{64}})
          | manifest[ ]for[ ]{Image}[ ]not[ ]found(:[ ]manifest[ ]unknown)*
          | pull[ ]access[ ]denied[ ]for[ ]{Image},[ ]repository[ ]does[ ]not[ ]exist[ ]or[ ]may[ ]require[ ]'docker[ ]login'(:[ ]denied:[ ]requested[ ]access[ ]to[ ]the[ ]resource[ ]is[ ]denied)?
          | Conflict\.[ ]The[ ]container[ ]name[ ]""{Name}""[ ]is[ ]already[ ]in[ ]use[ ]by[ ]container[ ]""?[0-9a-f]{{12,64}}""?\.[ ]You[ ]have[ ]to[ ]remove[ ]\(or[ ]rename\)[ ]that[ ]container[ ]to[ ]be[ ]able[ ]to[ ]reuse[ ]that[ ]name\.
          | network[ ]{Name}[ ](not[ ]found|declared[ ]as[ ]external,[ ]but[ ]could[ ]not[ ]be[ ]found)
          | external[ ]volume[ ]""{Name}""[ ]not[ ]found
          | no[ ]such[ ]service:[ ]{Name}
          | (dependency[ ]failed[ ]to[ ]start:[ ])?container[ ]{Name}[ ](is[ ]unhealthy|exited[ ]\(\d{{1,3}}\)|has[ ]no[ ]healthcheck[ ]configured)
        )
        | (docker:[ ])?Cannot[ ]connect[ ]to[ ]the[ ]Docker[ ]daemon[ ]at[ ]{Socket}\.[ ]Is[ ]the[ ]docker[ ]daemon[ ]running\?
        | failed[ ]to[ ]connect[ ]to[ ]the[ ]docker[ ]API[ ]at[ ]{Socket};[ ]check[ ]if[ ]the[ ]path[ ]is[ ]correct[ ]and[ ]if[ ]the[ ]daemon[ ]is[ ]running:[ ]dial[ ]unix[ ]{Socket}:[ ]connect:[ ](connection[ ]refused|no[ ]such[ ]file[ ]or[ ]directory)
        | (docker:[ ])?permission[ ]denied[ ]while[ ]trying[ ]to[ ]connect[ ]to[ ]the[ ](Docker[ ]daemon[ ]socket|docker[ ]API)[ ]at[ ]{Socket}";

    private const string Shell =
        $@"({Program}:[ ])?((line[ ])?\d{{1,5}}:[ ])?{Program}:[ ]((command|inaccessible[ ]or)[ ])?not[ ]found
        | ({Program}:[ ])?((line[ ])?\d{{1,5}}:[ ])?{Program}:[ ]({Errno})
        | This[ ]account[ ]is[ ]currently[ ]not[ ]available\.
        | {Program}:[ ]failed[ ]to[ ]run[ ]command[ ]['‘]{Program}['’]:[ ]({Errno})
        | [\w./+-]{{1,200}}[ ]is[ ]in[ ]no[ ]absolute[ ]folder[ ]of[ ]PATH
        | sudo:[ ](a[ ]password[ ]is[ ]required | a[ ]terminal[ ]is[ ]required[ ]to[ ]read[ ]the[ ]password)";

    /// <summary>What our own scripts say of a step.</summary>
    private const string Own =
        $@"no[ ]space[ ]left[ ]on[ ]the[ ]disk
        | it[ ]is[ ]a[ ]symbolic[ ]link[ ]on[ ]the[ ]host
        | the[ ]compose[ ]file[ ]was[ ]changed[ ]meanwhile;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is
        | a[ ]symbolic[ ]link[ ]stands[ ]in[ ]place[ ]of[ ]the[ ]compose[ ]file;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is
        | its[ ]previous[ ]content[ ]is[ ]gone
        | how[ ]the[ ]previous[ ]container[ ]was[ ]set[ ]up[ ]is[ ]not[ ]known[ ]any[ ]more
        | {Name}[ ](is[ ]another[ ]container[ ]than[ ]the[ ]one[ ]that[ ]was[ ]planned[ ]with | was[ ]replaced[ ]meanwhile;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is)
        | a[ ]container[ ]of[ ]service[ ]{Name}[ ]was[ ]made[ ]meanwhile
        | another[ ]container[ ]of[ ]service[ ]{Name}[ ]was[ ]made[ ]meanwhile;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is
        | the[ ]container[ ]of[ ]service[ ]{Name}[ ]was[ ]replaced[ ]meanwhile;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is
        | service[ ]{Name}[ ]has[ ]other[ ]containers[ ]than[ ]those[ ]that[ ]were[ ]planned[ ]with
        | {Image}[ ]was[ ]given[ ]to[ ]another[ ]image[ ]meanwhile;[ ]it[ ]was[ ]left[ ]as[ ]it[ ]is
        | it[ ]did[ ]not[ ]arrive[ ]whole;[ ]is[ ]the[ ]disk[ ]full\?
        | the[ ]job[ ]had[ ]not[ ]ended[ ]in[ ]time,[ ]and[ ]goes[ ]on[ ]by[ ]itself
        | the[ ]job[ ]did[ ]not[ ]end[ ]well
        | what[ ]Compose[ ]would[ ]run[ ]for[ ]service[ ]{Name}[ ]is[ ]another[ ]image[ ]than[ ]the[ ]one[ ]that[ ]was[ ]approved
        | the[ ]container[ ]of[ ]service[ ]{Name}[ ]has[ ]another[ ]image[ ]than[ ]the[ ]one[ ]that[ ]was[ ]approved
        | {Shim}";

    /// <summary>What a host's read-only forced command says of a script that it does not run.</summary>
    private const string Shim =
        @"this[ ]key[ ]is[ ]for[ ]the[ ]read-only[ ]script[ ]of[ ]platformctl,[ ]and[ ]runs[ ]no[ ]other[ ]command
        | this[ ]is[ ]not[ ]the[ ]read-only[ ]script:[ ]its[ ]head[ ]has[ ]no[ ]line[ ]'[a-z_]{1,20}'[ ]where[ ]it[ ]should
        | the[ ]script's[ ]body[ ]is[ ]sha256:[0-9a-f]{64},[ ]and[ ]this[ ]host[ ]lets[ ]in[ ]sha256:[0-9a-f]{64}:[ ]it[ ]was[ ]altered,[ ]or[ ]platformctl[ ]there[ ]and[ ]here[ ]are[ ]of[ ]different[ ]versions;[ ]bring[ ]both[ ]to[ ]the[ ]same[ ]version,[ ]or[ ]let[ ]it[ ]in[ ]with[ ]--body,[ ]once[ ]'platformctl[ ]access[ ]shim[ ]--show'[ ]there[ ]says[ ]the[ ]same[ ]hash
        | this[ ]host[ ]lets[ ]nobody[ ]read[ ]compose[ ]files;[ ]add[ ]--platform-dir[ ]to[ ]the[ ]forced[ ]command,[ ]as[ ]platform_dir[ ]of[ ]hosts\.yaml[ ]has[ ]it
        | this[ ]host[ ]lets[ ]compose[ ]files[ ]of[ ]another[ ]folder[ ]be[ ]read[ ]than[ ]platform_dir[ ]of[ ]hosts\.yaml;[ ]both[ ]have[ ]to[ ]be[ ]the[ ]same
        | the[ ]script[ ]names[ ]an[ ]engine[ ]that[ ]this[ ]host[ ]does[ ]not[ ]let[ ]in;[ ]docker_host[ ]of[ ]hosts\.yaml[ ]and[ ]--docker-host[ ]of[ ]the[ ]forced[ ]command[ ]have[ ]to[ ]be[ ]the[ ]same
        | the[ ]line[ ]'[a-z_]{1,20}'[ ]of[ ]the[ ]script's[ ]head[ ]has[ ]what[ ]this[ ]host[ ]does[ ]not[ ]let[ ]in
        | the[ ]line[ ]'[a-z_]{1,20}'[ ]of[ ]the[ ]script's[ ]head[ ]is[ ]another[ ]than[ ]this[ ]version[ ]writes;[ ]bring[ ]platformctl[ ]there[ ]and[ ]here[ ]to[ ]the[ ]same[ ]version";

    [GeneratedRegex($@"^(platform:[ ](?<said>{Own}) | (Container[ ]{Name}[ ]+Error[ ]+)?(?<said>{Ssh} | {Docker} | {Shell}))$", Options, Milliseconds)]
    public static partial Regex Whole();

    [GeneratedRegex($@"(?<![\w=])(
        {Errno}
        | Host[ ]key[ ]verification[ ]failed
        | REMOTE[ ]HOST[ ]IDENTIFICATION[ ]HAS[ ]CHANGED
        | Permission[ ]denied[ ]\({Methods}\)
        | Too[ ]many[ ]authentication[ ]failures
        | timed[ ]out[ ]during[ ]banner[ ]exchange
        | Connection[ ]closed[ ]by[ ]remote[ ]host
        | Bad[ ]owner[ ]or[ ]permissions
        | UNPROTECTED[ ]PRIVATE[ ]KEY[ ]FILE
        | no[ ]matching[ ](host[ ]key[ ]type|key[ ]exchange[ ]method|cipher|MAC)[ ]found
        | Error[ ]response[ ]from[ ]daemon
        | error[ ]during[ ]connect
        | permission[ ]denied[ ]while[ ]trying[ ]to[ ]connect[ ]to[ ]the[ ](Docker[ ]daemon[ ]socket|docker[ ]API)
        | Cannot[ ]connect[ ]to[ ]the[ ]Docker[ ]daemon
        | failed[ ]to[ ]connect[ ]to[ ]the[ ]docker[ ]API
        | Is[ ]the[ ]docker[ ]daemon[ ]running\?
        | is[ ]not[ ]a[ ]docker[ ]command
        | unknown[ ](shorthand[ ])?flag
        | client[ ]version[ ]\d{{1,2}}\.\d{{1,3}}[ ]is[ ]too[ ](new|old)\.[ ](Maximum|Minimum)[ ]supported[ ]API[ ]version[ ]is[ ]\d{{1,2}}\.\d{{1,3}}
        | (Bind[ ]for[ ][\d.:\[\]]{{3,45}}[ ]failed:[ ])?port[ ]is[ ]already[ ]allocated
        | address[ ]already[ ]in[ ]use
        | driver[ ]failed[ ]programming[ ]external[ ]connectivity
        | OCI[ ]runtime[ ]create[ ]failed
        | executable[ ]file[ ]not[ ]found[ ]in[ ]\$PATH
        | exec[ ]format[ ]error
        | manifest[ ]unknown
        | no[ ]matching[ ]manifest
        | requested[ ]access[ ]to[ ]the[ ]resource[ ]is[ ]denied
        | unauthorized:[ ]authentication[ ]required
        | toomanyrequests
        | You[ ]have[ ]reached[ ]your[ ](unauthenticated[ ])?pull[ ]rate[ ]limit
        | no[ ]such[ ]host
        | connection[ ]refused
        | i/o[ ]timeout
        | TLS[ ]handshake[ ]timeout
        | context[ ]deadline[ ]exceeded
        | certificate[ ]signed[ ]by[ ]unknown[ ]authority
        | certificate[ ]has[ ]expired[ ]or[ ]is[ ]not[ ]yet[ ]valid
        | unexpected[ ]EOF
        | command[ ]not[ ]found
        | currently[ ]not[ ]available
        | a[ ]password[ ]is[ ]required
        )(?!\w)", Options, Milliseconds)]
    public static partial Regex Phrases();
}
