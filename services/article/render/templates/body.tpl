{{%AUTOESCAPE context="HTML"}}<article class="article" lang="{{LANG}}" dir="{{DIR}}">
<header>
{{#SECTION}}<p class="section"><a href="{{SECTION_URI:x-byline-uri}}">{{SECTION_NAME}}</a></p>
{{/SECTION}}{{#HEADLINE}}<h1>{{HEADLINE_TEXT}}</h1>
{{/HEADLINE}}{{#STANDFIRST}}<p class="standfirst">{{STANDFIRST_TEXT}}</p>
{{/STANDFIRST}}{{#META}}<p class="meta">{{#BYLINE}}<span class="byline">{{BY_BEFORE}}{{#AUTHOR}}{{AUTHOR_BEFORE}}<a href="{{AUTHOR_URI:x-byline-uri}}" rel="author">{{AUTHOR_NAME}}</a>{{/AUTHOR}}{{BY_AFTER}}</span> {{/BYLINE}}{{#PUBLISHED}}<time class="published" datetime="{{PUBLISHED_TIME}}">{{PUBLISHED_TEXT}}</time> {{/PUBLISHED}}{{#UNDATED}}<span class="undated">{{UNDATED_TEXT}}</span> {{/UNDATED}}{{#UPDATED}}<time class="updated" datetime="{{UPDATED_TIME}}">{{UPDATED_TEXT}}</time>{{/UPDATED}}</p>
{{/META}}</header>
<!--after-header-->
{{#DUPLICATE}}<p class="notice"><a href="{{DUPLICATE_URI:x-byline-uri}}">{{DUPLICATE_TEXT}}</a></p>
{{/DUPLICATE}}{{#BLOCK}}{{#PARAGRAPH}}<p>{{>SENTENCES}}</p>
{{/PARAGRAPH}}{{#HEADING_2}}<h2>{{>RUNS}}</h2>
{{/HEADING_2}}{{#HEADING_3}}<h3>{{>RUNS}}</h3>
{{/HEADING_3}}{{#HEADING_4}}<h4>{{>RUNS}}</h4>
{{/HEADING_4}}{{#QUOTE}}<figure class="quote"><blockquote><p>{{>SENTENCES}}</p></blockquote>{{#SPEAKER}}<figcaption>{{SPEAKER_NAME}}</figcaption>{{/SPEAKER}}</figure>
{{/QUOTE}}{{#BULLETS}}<ul>
{{#ITEM}}<li>{{>RUNS}}</li>
{{/ITEM}}</ul>
{{/BULLETS}}{{#NUMBERED}}<ol>
{{#ITEM}}<li>{{>RUNS}}</li>
{{/ITEM}}</ol>
{{/NUMBERED}}{{#TABLE}}<div class="table" role="region" tabindex="0" aria-label="{{TABLE_LABEL}}"><table>
{{#TABLE_CAPTION}}<caption>{{TABLE_CAPTION_TEXT}}</caption>
{{/TABLE_CAPTION}}{{#HEADER_ROW}}<thead><tr>{{#HEADER_CELL}}<th scope="col">{{>RUNS}}</th>{{/HEADER_CELL}}</tr></thead>
{{/HEADER_ROW}}<tbody>
{{#ROW}}<tr>{{#CELL}}<td>{{>RUNS}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody>
</table></div>
{{/TABLE}}{{#IMAGE}}<figure class="image"><img src="{{IMAGE_URI:x-byline-uri}}" alt="{{IMAGE_ALT}}"{{#SIZE}} width="{{IMAGE_WIDTH}}" height="{{IMAGE_HEIGHT}}"{{/SIZE}} loading="lazy" decoding="async">{{#IMAGE_CAPTION}}<figcaption>{{IMAGE_CAPTION_TEXT}}{{#CREDIT}} <span class="credit">{{CREDIT_TEXT}}</span>{{/CREDIT}}</figcaption>{{/IMAGE_CAPTION}}</figure>
{{/IMAGE}}{{#EMBED}}<p class="embed"><a href="{{EMBED_URI:x-byline-uri}}" rel="noopener nofollow"><span class="title">{{EMBED_TITLE}}</span>{{#PROVIDER}} <span class="provider">{{PROVIDER_TEXT}}</span>{{/PROVIDER}}</a></p>
{{/EMBED}}{{#DIVIDER}}<hr>
{{/DIVIDER}}{{/BLOCK}}{{#CORRECTIONS}}<aside class="corrections" aria-labelledby="corrections-title"><h2 id="corrections-title">{{CORRECTIONS_TITLE}}</h2>
<ul>
{{#CORRECTION}}<li>{{#CORRECTED}}<time datetime="{{CORRECTED_TIME}}">{{CORRECTED_TEXT}}</time> {{/CORRECTED}}{{CORRECTION_TEXT}}</li>
{{/CORRECTION}}</ul></aside>
{{/CORRECTIONS}}</article>
