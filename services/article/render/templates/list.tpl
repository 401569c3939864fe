{{%AUTOESCAPE context="HTML"}}<section class="list" lang="{{LANG}}" dir="{{DIR}}">
<h1>{{LIST_TITLE}}</h1>
{{#EMPTY}}<p class="empty">{{EMPTY_TEXT}}</p>
{{/EMPTY}}{{#CARDS}}<ol class="cards">
{{#CARD}}<li class="card"{{#CARD_LANGUAGE}} lang="{{CARD_LANG}}" dir="{{CARD_DIR}}"{{/CARD_LANGUAGE}}>
<h2><a href="{{CARD_URI:x-byline-uri}}">{{CARD_HEADLINE}}</a></h2>
{{#CARD_TEXT}}<p class="standfirst">{{CARD_TEXT_VALUE}}</p>
{{/CARD_TEXT}}<p class="meta">{{#CARD_SECTION}}<a class="section" href="{{CARD_SECTION_URI:x-byline-uri}}">{{CARD_SECTION_NAME}}</a> {{/CARD_SECTION}}{{#CARD_DATED}}<time datetime="{{CARD_TIME}}">{{CARD_DATE}}</time>{{/CARD_DATED}}{{#CARD_UNDATED}}<span class="undated">{{CARD_UNDATED_TEXT}}</span>{{/CARD_UNDATED}}</p>
</li>
{{/CARD}}</ol>
{{/CARDS}}{{#PAGES}}<nav class="pages">{{#FIRST}}<a href="{{FIRST_URI:x-byline-uri}}">{{FIRST_TEXT}}</a> {{/FIRST}}{{#NEXT}}<a rel="next" href="?after={{NEXT_TOKEN:url_query_escape}}">{{NEXT_TEXT}}</a>{{/NEXT}}</nav>
{{/PAGES}}</section>
